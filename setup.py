"Gives setuptools the fields that pyproject.toml names dynamic, out of settings.ini."

from configparser import ConfigParser
from pathlib import Path

from setuptools import setup

settings = ConfigParser(delimiters=["="], comment_prefixes=["#"])
settings.read(Path(__file__).parent / "settings.ini", encoding="utf-8")


def lines(text):
    "The non-empty lines of a settings field."
    return [line.strip() for line in text.splitlines() if line.strip()]


setup(
    author=settings["package"]["author"],
    keywords=[word.strip() for word in settings["package"]["keywords"].split(",")],
    classifiers=lines(settings["package"]["classifiers"]),
    install_requires=lines(settings["requirements"]["runtime"]),
    extras_require={name: lines(text) for name, text in settings["extras"].items()},
    entry_points={group: lines(text) for group, text in settings["entry_points"].items()},
)
