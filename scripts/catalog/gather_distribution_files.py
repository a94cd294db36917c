"""Gathers which Pythons and C libraries the files of some distributions are for, with pip's own finder.

Usage: python gather_distribution_files.py NAME... > content/catalog/distribution-files.json
Needs pip 24 or newer in the Python that runs it, and an index that pip is configured for. Linux on x86_64 only.
"""

import datetime
import json
import re
import sys

from pip._internal.commands import create_command
from pip._internal.index.collector import parse_links
from pip._internal.models.link import Link
from pip._vendor.packaging.specifiers import InvalidSpecifier, SpecifierSet
from pip._vendor.packaging.utils import InvalidWheelFilename, parse_wheel_filename
from pip._vendor.packaging.version import InvalidVersion, Version

PYTHONS = [f"3.{minor}" for minor in range(7, 15)]
MOST_VERSIONS = 60


def list_links(name):
    command = create_command("download")
    options, _ = command.parse_args([name])
    with command.main_context():
        session = command.get_default_session(options)
        collector = command._build_package_finder(options, session)._link_collector
        page = collector.fetch_response(Link(f"{options.index_url.rstrip('/')}/{name}/"))
        return [] if page is None else list(parse_links(page))


def libc_of(platform):
    if platform == "any":
        return ("glibc", "musl")
    if platform.startswith("manylinux") and platform.endswith("x86_64"):
        return ("glibc",)
    if platform.startswith("musllinux") and platform.endswith("x86_64"):
        return ("musl",)
    return ()


def pythons_of(interpreter, abi):
    if interpreter == "py3" or interpreter == "py2.py3":
        return PYTHONS
    match = re.fullmatch(r"(?:cp|py)3(\d+)", interpreter)
    if match is None:
        return []
    minor = int(match.group(1))
    if abi == "abi3" or interpreter.startswith("py"):
        return [python for python in PYTHONS if int(python.split(".")[1]) >= minor]
    if abi == f"cp3{minor}t":
        return []
    return [f"3.{minor}"]


def describe(name):
    versions = {}
    for link in list_links(name):
        if link.yanked_reason is not None:
            continue
        filename = link.filename
        if filename.endswith(".whl"):
            try:
                _, version, _, tags = parse_wheel_filename(filename)
            except (InvalidWheelFilename, InvalidVersion):
                continue
        elif filename.endswith((".tar.gz", ".zip")):
            match = re.fullmatch(r".+?-(\d[^-]*)\.(?:tar\.gz|zip)", filename)
            if match is None:
                continue
            try:
                version = Version(match.group(1))
            except InvalidVersion:
                continue
            tags = None
        else:
            continue
        if version.is_prerelease or version.is_devrelease:
            continue
        entry = versions.setdefault(version, {"requires": "", "glibc": set(), "musl": set(), "source": False})
        entry["requires"] = entry["requires"] or (link.requires_python or "")
        if tags is None:
            entry["source"] = True
            continue
        for tag in tags:
            for libc in libc_of(tag.platform):
                entry[libc].update(pythons_of(tag.interpreter, tag.abi))
    records = {}
    for version in sorted(versions, reverse=True)[:MOST_VERSIONS]:
        entry = versions[version]
        try:
            allowed = SpecifierSet(entry["requires"])
        except InvalidSpecifier:
            allowed = SpecifierSet("")
        keep = lambda pythons: " ".join(p for p in PYTHONS if p in pythons and allowed.contains(p + ".99"))
        records[str(version)] = [entry["requires"], keep(entry["glibc"]), keep(entry["musl"]), entry["source"]]
    return records


def main():
    date = datetime.date.today().isoformat()
    provenance = {"source": "File names and requires-python of the Python package index, read with pip", "date": date}
    files = [{"name": name, "versions": describe(name), "provenance": provenance} for name in sys.argv[1:]]
    json.dump({"distributionFiles": files}, sys.stdout, separators=(",", ": "))


main()
