"""What the configured package index has of a project, read through pip's own client."""

import functools
import re

from pip._internal.commands import create_command
from pip._internal.index.collector import parse_links
from pip._internal.models.link import Link
from pip._vendor.packaging.specifiers import SpecifierSet
from pip._vendor.packaging.tags import Tag
from pip._vendor.packaging.utils import InvalidSdistFilename, InvalidWheelFilename, canonicalize_name, parse_sdist_filename, parse_wheel_filename
from pip._vendor.packaging.version import InvalidVersion

COMMAND = create_command("download")
OPTIONS, _ = COMMAND.parse_args(["nothing", "--dest=."])
SESSION = COMMAND._build_session(OPTIONS)
FINDER = COMMAND._build_package_finder(OPTIONS, SESSION)

GLIBC = re.compile(r"(?:^|\.)(?:manylinux\d*_\d+_(?:\d+_)?|manylinux1_|manylinux2010_|manylinux2014_|linux_)")
MUSL = re.compile(r"musllinux_\d+_\d+_")


class NoSuchProject(Exception):
    """The index has no file of that name."""


def newest_glibc(platform):
    match = re.fullmatch(r"manylinux_(\d+)_(\d+)_.*", platform)
    return match is None or (int(match[1]), int(match[2])) <= (2, 41)


def fits(tags, python, libc, machine):
    """Whether a wheel of these tags installs there."""
    minor = int(python.split(".")[1])
    for tag in tags:
        if not fits_python(tag, minor):
            continue
        if tag.platform == "any":
            return True
        if not tag.platform.endswith(f"_{machine}"):
            continue
        if libc == "glibc" and re.match(r"(manylinux|linux_)", tag.platform) and newest_glibc(tag.platform):
            return True
        if libc == "musl" and MUSL.match(tag.platform):
            return True
    return False


def fits_python(tag, minor):
    if tag.interpreter in ("py3", f"py3{minor}"):
        return True
    match = re.fullmatch(r"cp3(\d+)", tag.interpreter)
    if match is None:
        return False
    if tag.abi == "abi3":
        return int(match[1]) <= minor
    return int(match[1]) == minor and tag.abi in (f"cp3{minor}", "none")


@functools.cache
def specify(text):
    return SpecifierSet(text)


@functools.cache
def admits(requires_python, python):
    return requires_python == "" or specify(requires_python).contains(f"{python}.9")


class File:
    def __init__(self, link, version, tags):
        self.link = link
        self.name = link.filename
        self.version = version
        self.tags = tags
        self.requires_python = link.requires_python or ""

    def admits(self, python):
        return admits(self.requires_python, python)

    @property
    def rank(self):
        """Of several wheels that fit pip takes one for this very platform rather than a pure one, and the newest glibc."""
        best = 0
        for tag in self.tags:
            match = re.fullmatch(r"(?:manylinux|musllinux)_(\d+)_(\d+)_.*", tag.platform)
            best = max(best, int(match[2]) if match else 0 if tag.platform == "any" else 17)
        return best


class Project:
    def __init__(self, name, files):
        self.name = name
        self.releases = {}
        for file in files:
            self.releases.setdefault(file.version, []).append(file)
        self.newest_first = sorted(self.releases, reverse=True)
        self.files = {str(version): files for version, files in self.releases.items()}

    def wheel(self, version, python, libc="glibc", machine="x86_64"):
        """The wheel that pip would take; None where there is none."""
        found = [
            file for file in self.files.get(version, [])
            if file.tags is not None and file.admits(python) and fits(file.tags, python, libc, machine)
        ]
        return max(found, key=lambda file: file.rank, default=None)

    def has_archive(self, version, python=None):
        return any(
            file.tags is None and (python is None or file.admits(python)) for file in self.files.get(version, [])
        )

    def requires_python(self, version):
        return next((file.requires_python for file in self.files.get(version, [])), "")

    def newest(self, specifier, python):
        """The newest release that pip would take for a specifier; a wheel need not be there if an archive is."""
        wanted = specify(specifier)
        for version in self.newest_first:
            if not wanted.contains(version, prereleases=bool(wanted.prereleases)):
                continue
            if self.wheel(str(version), python) or self.has_archive(str(version), python):
                return str(version)
        return None


PROJECTS = {}


def read_project(name):
    if name not in PROJECTS:
        PROJECTS[name] = Project(name, read_files(name))
    return PROJECTS[name]


def read_files(name):
    files = []
    collector = FINDER._link_collector
    for base in collector.search_scope.index_urls:
        page = collector.fetch_response(Link(f"{base.rstrip('/')}/{name}/"))
        if page is None:
            continue
        for link in parse_links(page):
            if link.is_yanked:
                continue
            file = read_file(link, name)
            if file is not None:
                files.append(file)
    if not files:
        raise NoSuchProject(name)
    return files


def read_file(link, project):
    """A file of the project; None for what only begins with its name, such as `selenium-2.0-dev-9429.tar.gz`."""
    try:
        if link.filename.endswith(".whl"):
            name, version, _, tags = parse_wheel_filename(link.filename)
        elif link.filename.endswith((".tar.gz", ".zip")):
            (name, version), tags = parse_sdist_filename(link.filename), None
        else:
            return None
        return File(link, version, tags) if name == canonicalize_name(project) else None
    except (InvalidWheelFilename, InvalidSdistFilename, InvalidVersion):
        pass
    return None
