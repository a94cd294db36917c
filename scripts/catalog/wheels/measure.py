"""Bytes of wheels: read off the directory of the archive, and, of those small enough, compiled."""

import compileall
import configparser
import contextlib
import email
import io
import json
import pathlib
import re
import tempfile
from zipfile import ZipFile

from pip._internal.network.lazy_wheel import LazyZipOverHTTP

from . import index
from .requirements import normalise, plain_requirements

# What pip writes besides the archive's files: INSTALLER and, for each script, the file and its line in RECORD.
INSTALLER = 4 + 40
SCRIPT = 220 + 75
# A line of RECORD for a compiled file is its path and two commas.
RECORD_LINE = 3


# Libraries of torch and its kin that only graphics processors use.
CUDA = re.compile(r"^torch\w*/(?:.*/)?lib[^/]*(?:cuda|cudnn|cublas|cusparse|cufft|cupti|curand|nvrtc|nccl|nvtx|nvshmem|nvfuser)[^/]*\.so[.\d]*$")


def is_source(name):
    return name.endswith(".py")


class Store:
    """Measurements of wheels by file name, kept in a file."""

    def __init__(self, path, largest):
        self.path = path
        self.largest = largest
        self.known = {}
        # Bytecode over source of the first release of each name: another release of it is compiled no less densely.
        self.ratios = {}
        if path.exists():
            for line in path.read_text().splitlines():
                entry = json.loads(line)
                self.known[entry["file"]] = entry
                if entry.get("bytecode") and entry["python"]:
                    name = normalise(entry["file"].split("-")[0])
                    self.ratios.setdefault(name, entry["bytecode"] / entry["python"])

    def read(self, file, compiled):
        entry = self.known.get(file.name)
        if entry is None or (compiled and "bytecode" not in entry):
            entry = {"file": file.name, **read_wheel(file, compiled and self.largest)}
            self.known[file.name] = entry
            with self.path.open("a") as store:
                store.write(json.dumps(entry) + "\n")
        return entry

    def measure(self, project, version, pythons):
        """The catalog's record of a release, or None where nothing of it could be read."""
        builds = {}
        for libc in ("glibc", "musl"):
            for python in pythons:
                file = project.wheel(version, python, libc)
                if file is not None:
                    builds.setdefault(file.name, (file, []))[1].append((python, libc))
        usual = "3.13" if "3.13" in pythons else pythons[-1]
        preferred = project.wheel(version, usual) or next((file for file, _ in builds.values()), None)
        if preferred is None:
            return source_only(project, version) if project.has_archive(version) else None
        try:
            main = self.read(preferred, compiled=project.name not in self.ratios)
            entries = [(self.read(file, compiled=False), targets) for file, targets in builds.values()]
        except Exception as error:
            print(f"cannot read {project.name} {version}: {error}", flush=True)
            return None
        if main.get("bytecode") and main["python"]:
            self.ratios.setdefault(project.name, main["bytecode"] / main["python"])
        ratio = self.ratios.get(project.name, BYTECODE_OVER_SOURCE)
        missing = [
            f"{machine}-{libc}"
            for machine in ("x86_64", "aarch64")
            for libc in ("glibc", "musl")
            if project.wheel(version, usual if project.wheel(version, usual) else targets_python(builds), libc, machine) is None
        ]
        record = {
            "name": project.name,
            "version": version,
            "requiresPython": project.requires_python(version),
            "requires": plain_requirements(main["requires"]),
            "extras": {extra: plain_requirements(main["requires"], extra) for extra in main["extras"]},
            "scripts": main["scripts"],
            "modules": main["modules"],
            "files": main["count"],
            "archive": project.has_archive(version),
            "missing": missing,
            "processorsOnly": main.get("withoutCuda", []),
            "builds": [
                [*describe_targets(targets, pythons, "any.whl" in entry["file"]), entry["installed"], round(entry.get("bytecode") or entry["python"] * ratio), entry["compressed"]]
                for entry, targets in entries
            ],
        }
        return {key: value for key, value in record.items() if value not in ([], {}, "")} | {"builds": record["builds"], "requires": record["requires"], "extras": record["extras"], "archive": record["archive"]}


# Where nothing of a release could be compiled: what most have.
BYTECODE_OVER_SOURCE = 0.95


def targets_python(builds):
    return next(iter(builds.values()))[1][0][0]


def describe_targets(targets, pythons, pure):
    """The Pythons and the libc of a build; blank for all of them."""
    libcs = {libc for _, libc in targets}
    held = [python for python in pythons if any(python == target for target, _ in targets)]
    if pure:
        return ["" if held == pythons else " ".join(held), "any"]
    return [" ".join(held), "any" if len(libcs) == 2 else libcs.pop()]


def source_only(project, version):
    return {
        "name": project.name,
        "version": version,
        "requiresPython": project.requires_python(version),
        "requires": [],
        "extras": {},
        "archive": True,
        "builds": [],
    }


def read_wheel(file, largest):
    """Sizes, metadata and, where `largest` allows, the bytecode of a wheel."""
    remote = LazyZipOverHTTP(file.link.url_without_fragment, index.SESSION)
    with ZipFile(remote) as archive:
        files = [info for info in archive.infolist() if not info.is_dir()]
        folder = next(info.filename.split("/")[0] for info in files if info.filename.endswith(".dist-info/METADATA"))

        def text(name):
            try:
                return archive.read(f"{folder}/{name}").decode("utf-8", "replace")
            except KeyError:
                return ""

        metadata = email.message_from_string(text("METADATA"))
        scripts = read_scripts(text("entry_points.txt"), files)
        cuda = [info for info in files if CUDA.search(info.filename)]
        result = {
            "installed": sum(info.file_size for info in files) + INSTALLER + SCRIPT * len(scripts),
            "python": sum(info.file_size for info in files if is_source(info.filename)),
            "compressed": remote._length,
            "count": len(files),
            "requires": metadata.get_all("Requires-Dist") or [],
            "extras": metadata.get_all("Provides-Extra") or [],
            "scripts": scripts,
            "modules": read_modules(files),
        }
        if cuda:
            result["withoutCuda"] = [
                result["installed"] - sum(info.file_size for info in cuda),
                result["compressed"] - sum(info.compress_size for info in cuda),
            ]
    if largest and result["compressed"] <= largest:
        result["bytecode"] = compile_wheel(file)
    return result


def read_scripts(text, files):
    parser = configparser.ConfigParser(delimiters=("=",), strict=False, interpolation=None)
    parser.optionxform = str
    with contextlib.suppress(configparser.Error):
        parser.read_string(text)
    named = parser.options("console_scripts") if parser.has_section("console_scripts") else []
    shipped = [info.filename.split("/")[-1] for info in files if ".data/scripts/" in info.filename]
    return sorted({*named, *shipped})


def read_modules(files):
    """Top-level names that can be imported."""
    names = set()
    for info in files:
        parts = info.filename.split("/")
        if parts[0].endswith(".data") and len(parts) > 2 and parts[1] in ("purelib", "platlib"):
            parts = parts[2:]
        if parts[0].endswith((".dist-info", ".data", ".libs", ".pth")) or parts[0] == "__pycache__":
            continue
        if len(parts) > 1 and parts[-1].endswith((".py", ".so", ".pyi")):
            names.add(parts[0])
        elif len(parts) == 1 and parts[0].endswith((".py", ".so")):
            names.add(parts[0].split(".")[0])
    return sorted(name for name in names if name.isidentifier() and not name.startswith("_distutils_hack"))


def compile_wheel(file):
    """Bytes of the bytecode that installing it leaves, the lines in RECORD included."""
    response = index.SESSION.get(file.link.url_without_fragment, headers={"Accept-Encoding": "identity"})
    response.raise_for_status()
    with tempfile.TemporaryDirectory() as folder:
        with ZipFile(io.BytesIO(response.content)) as archive:
            for name in archive.namelist():
                if is_source(name):
                    archive.extract(name, folder)
        with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
            compileall.compile_dir(folder, quiet=2, workers=1)
        root = pathlib.Path(folder)
        return sum(
            path.stat().st_size + len(str(path.relative_to(root))) + RECORD_LINE for path in root.rglob("*.pyc")
        )
