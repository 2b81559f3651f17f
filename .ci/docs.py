"""Renders what people read: README.md from `nbs/index.ipynb`, and the documentation site.

Usage: python .ci/docs.py readme | site | url   (from the root of the repository; `make` calls it)
"""

import json
import posixpath
import re
import shutil
import subprocess
import sys
from pathlib import Path

import yaml

LINK = re.compile(r"(?<=\]\()([^)\s]+)(?=\))")
NUMBERED_PAGE = re.compile(r"(?<![\w.])\d+_(\w+\.ipynb)")
REPOSITORY_URL = re.compile(r"(git\+|git clone |repository-code: )https://[\w./-]+")
COLAB_URL = re.compile(r"(colab\.research\.google\.com/github/)[\w.-]+/[\w.-]+(?=/blob)")


# README.md


def relink(
    text: str,  # Markdown of a notebook
    folder: str,  # that holds the notebook, relative to where the text will stand
) -> str:
    "The text with its relative links leading from the new place."

    def moved(match):
        target = match[0]
        if target.startswith("#") or "://" in target:
            return target
        return posixpath.normpath(posixpath.join(folder, target))

    return LINK.sub(moved, text)


def output_text(
    cell: dict,  # a code cell of a notebook
) -> str:
    "What a cell printed, as a block of Markdown; empty where it printed nothing."
    printed = ["".join(output.get("text", "")) for output in cell["outputs"]]
    text = "".join(printed).strip("\n")
    return f"```text\n{text}\n```" if text else ""


def readme_text(
    notebook: dict,  # as JSON
    folder: str = "nbs",  # that holds it, relative to README.md
) -> str:
    "Markdown of a notebook: its text, and what its cells printed without their code."
    blocks = []
    for cell in notebook["cells"]:
        if cell["cell_type"] == "markdown":
            blocks.append(relink("".join(cell["source"]).strip("\n"), folder))
        elif cell["cell_type"] == "code":
            blocks.append(output_text(cell))
    return "\n\n".join(block for block in blocks if block) + "\n"


def write_readme(
    root: Path,  # of the repository
) -> None:
    "Writes README.md."
    notebook = json.loads((root / "nbs" / "index.ipynb").read_text(encoding="utf-8"))
    (root / "README.md").write_text(readme_text(notebook), encoding="utf-8")


# The documentation site


def unnumber(
    text: str,  # Markdown, or the site's definition
) -> str:
    "The text with `02_clean.ipynb` as `clean.ipynb`: Quarto names the pages like this by itself."
    return NUMBERED_PAGE.sub(r"\1", text)


def adapt_page(
    notebook: dict,  # as nbdev wrote it for Quarto
) -> dict:
    "The notebook for smalldocs: its links lead to pages without numbers, and no `output-file`."
    for cell in notebook["cells"]:
        source = "".join(cell["source"])
        if cell["cell_type"] == "markdown":
            source = LINK.sub(lambda match: unnumber(match[0]), source)
        elif cell["cell_type"] == "raw":
            source = re.sub(r"^output-file:.*\n", "", source, flags=re.MULTILINE)
        cell["source"] = source
    return notebook


def adapt_site(
    folder: Path,  # with the pages that nbdev wrote for Quarto
) -> None:
    "Rewrites the folder for smalldocs, which knows neither `output-file` nor `format-links`."
    for path in sorted(folder.rglob("*.ipynb")):
        notebook = adapt_page(json.loads(path.read_text(encoding="utf-8")))
        path.unlink()
        path.with_name(unnumber(path.name)).write_text(json.dumps(notebook), encoding="utf-8")
    definition = folder / "_quarto.yml"
    definition.write_text(unnumber(definition.read_text(encoding="utf-8")), encoding="utf-8")
    settings = yaml.safe_load((folder / "nbdev.yml").read_text(encoding="utf-8"))
    settings.pop("format-links", None)
    (folder / "nbdev.yml").write_text(yaml.safe_dump(settings, sort_keys=False), encoding="utf-8")


def build_site(
    root: Path,  # of the repository
) -> None:
    "Builds the site into `_docs`: with Quarto where there is one, else with smalldocs."
    programs = Path(sys.executable).parent
    shutil.rmtree(root / "_proc", ignore_errors=True)
    shutil.rmtree(root / "_docs", ignore_errors=True)
    if shutil.which("quarto"):
        subprocess.run([programs / "nbdev-docs"], cwd=root, check=True)
        return
    subprocess.run([sys.executable, "-W", "ignore", "-c", PROCESS], cwd=root, check=True)
    adapt_site(root / "_proc")
    render = [programs / "smalldocs", "render", "--quiet", "--strict", "_proc"]
    subprocess.run(render, cwd=root, check=True)  # --strict: a broken link is an error
    shutil.move(root / "_proc" / "_docs", root / "_docs")
    # smalldocs copies the images of text cells; outputs name some, too
    shutil.copytree(root / "nbs" / "images", root / "_docs" / "images", dirs_exist_ok=True)


PROCESS = """
from nbdev.quarto import refresh_quarto_yml
from nbdev.serve import proc_nbs

refresh_quarto_yml()
proc_nbs()
"""


# The repository's URL


def with_url(
    text: str,  # of a notebook
    url: str,  # of the repository
) -> str:
    "The text with every command and link that names the repository naming this one."
    text = REPOSITORY_URL.sub(rf"\g<1>{url}", text)
    return COLAB_URL.sub(rf"\g<1>{url.removeprefix('https://github.com/')}", text)


def repository_url(
    root: Path,  # of the repository
) -> str:
    "The URL that pyproject.toml names, in the one place."
    text = (root / "pyproject.toml").read_text(encoding="utf-8")
    return re.search(r'^Repository = "(.*)"', text, re.MULTILINE)[1]


def write_url(
    root: Path,  # of the repository
) -> None:
    "Writes the URL into the README's notebook, the tutorials and CITATION.cff."
    tutorials = sorted(root.glob("nbs/tutorials/*.ipynb"))
    for path in (root / "nbs" / "index.ipynb", root / "CITATION.cff", *tutorials):
        text = path.read_text(encoding="utf-8")
        path.write_text(with_url(text, repository_url(root)), encoding="utf-8")


COMMANDS = {"readme": write_readme, "site": build_site, "url": write_url}

if __name__ == "__main__":
    if len(sys.argv) != 2 or sys.argv[1] not in COMMANDS:
        raise SystemExit(__doc__)
    COMMANDS[sys.argv[1]](Path(__file__).resolve().parent.parent)
