"""Measures Python distributions by really installing them: one catalog record for each.

    python measure-wheels.py LIST OUTPUT [--python 3.12]

LIST names requirements, one a line; OUTPUT is the catalog file to write. Every requirement is resolved with its
dependencies; each distribution that comes of it is then installed from its wheel alone, without bytecode, compiled, and
measured. With --python, wheels for another minor version are chosen and unpacked (bytecode is still compiled by the
Python that runs this); --differing-from leaves out those that an earlier output already holds. Run it with the Python version and platform that the records are meant for, such as in a
container of python:3.13-slim.
"""

import argparse
import compileall
import contextlib
import datetime
import importlib.metadata
import io
import json
import pathlib
import re
import subprocess
import sys
import tempfile

PLATFORM = [
    "--platform=manylinux_2_28_x86_64",
    "--platform=manylinux_2_27_x86_64",
    "--platform=manylinux_2_24_x86_64",
    "--platform=manylinux_2_17_x86_64",
    "--platform=manylinux2014_x86_64",
    "--platform=manylinux_2_5_x86_64",
    "--platform=manylinux1_x86_64",
    "--platform=linux_x86_64",
]


def normalise(name):
    return re.sub(r"[-_.]+", "-", name).lower()


def pip(*arguments):
    command = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--no-cache-dir", *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def choose_platform(python):
    return [] if python is None else ["--only-binary=:all:", f"--python-version={python}", *PLATFORM]


def resolve(requirement, python):
    """Names, versions and metadata of everything that installing `requirement` brings."""
    with tempfile.TemporaryDirectory() as folder:
        report = pip(
            "install", "--quiet", "--dry-run", "--ignore-installed", "--report=-", f"--target={folder}",
            *choose_platform(python), requirement,
        )
    return [entry["metadata"] for entry in json.loads(report)["install"]]


def size(folder, accept=lambda path: True):
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file() and accept(path))


def pulled_in(metadata, present, extra=None):
    """Normalised names of the direct dependencies that hold here, without extras or for one extra."""
    from pip._vendor.packaging.requirements import Requirement

    def holds(requirement):
        marker = requirement.marker
        if extra is None:
            return marker is None or marker.evaluate({"extra": ""})
        return marker is not None and marker.evaluate({"extra": extra}) and not marker.evaluate({"extra": ""})

    requirements = [Requirement(text) for text in metadata.get("requires_dist", [])]
    names = {normalise(requirement.name) for requirement in requirements if holds(requirement)}
    return sorted(names & present)


def measure(name, version, python):
    """Bytes of the wheel, of what it installs and of its bytecode, its platform and its console scripts."""
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        wheels, site = folder / "wheels", folder / "site"
        pip("download", "--quiet", "--no-deps", f"--dest={wheels}", *choose_platform(python), f"{name}=={version}")
        archive = next(wheels.iterdir())
        source = archive.suffix != ".whl"
        pip(
            "install", "--quiet", "--no-deps", "--no-compile", f"--target={site}",
            *choose_platform(python), str(archive),
        )
        installed = size(site)
        with contextlib.redirect_stdout(io.StringIO()):
            compileall.compile_dir(site, quiet=2, workers=1)
        [distribution] = importlib.metadata.distributions(path=[str(site)])
        scripts = sorted(entry.name for entry in distribution.entry_points if entry.group == "console_scripts")
        modules = sorted(
            {path.relative_to(site).parts[0].removesuffix(".py").split(".")[0]
             for path in site.iterdir()
             if path.name not in ("bin", "__pycache__", "share", "include") and not path.name.endswith((".dist-info", ".libs", ".pth", ".data"))}
        )
        if source:
            platform = "source"
        elif "manylinux" in archive.name or "linux_x86_64" in archive.name:
            platform = "manylinux"
        else:
            platform = "any"
        return {
            "installedBytes": installed,
            "bytecodeBytes": size(site) - installed,
            "compressedBytes": archive.stat().st_size,
            "platform": platform,
            "scripts": scripts,
            "modules": modules,
        }


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("list", type=pathlib.Path)
    parser.add_argument("output", type=pathlib.Path)
    parser.add_argument("--python")
    parser.add_argument("--differing-from", type=pathlib.Path)
    options = parser.parse_args()
    lines = [line.strip() for line in options.list.read_text().splitlines()]
    requirements = [line for line in lines if line and not line.startswith("#")]

    known = set()
    if options.differing_from:
        recorded = json.loads(options.differing_from.read_text())["wheels"]
        known = {(record["name"], record["version"], record["compressedBytes"]) for record in recorded}

    found, extras = {}, {}
    for requirement in requirements:
        try:
            resolved = resolve(requirement, options.python)
        except subprocess.CalledProcessError as error:
            print(f"left out {requirement}: {error.stderr.strip().splitlines()[-1:]}", file=sys.stderr)
            continue
        for metadata in resolved:
            found.setdefault((normalise(metadata["name"]), metadata["version"]), metadata)
        extra = re.search(r"\[(.+)\]", requirement)
        if extra:
            extras.setdefault(normalise(requirement.split("[")[0]), []).append(extra[1])
    present = {name for name, _ in found}

    version = options.python or f"{sys.version_info.major}.{sys.version_info.minor}"
    source = f"Wheel of the Python package index for Python {version}, linux x86-64, installed with pip {importlib.metadata.version('pip')}"
    records = []
    for (name, release), metadata in sorted(found.items()):
        try:
            measured = measure(name, release, options.python)
        except subprocess.CalledProcessError as error:
            print(f"left out {name}=={release}: {error.stderr.strip().splitlines()[-1:]}", file=sys.stderr)
            continue
        record = {"name": name, "version": release, "python": version, **measured}
        record["requires"] = pulled_in(metadata, present)
        record["extras"] = {extra: pulled_in(metadata, present, extra) for extra in extras.get(name, [])}
        if (name, release, record["compressedBytes"]) in known:
            continue
        record["provenance"] = {"source": source, "date": datetime.date.today().isoformat()}
        records.append(record)
        print(name, release, record["installedBytes"], record["bytecodeBytes"], flush=True)
    options.output.write_text(json.dumps({"wheels": records}, indent=1) + "\n")


if __name__ == "__main__":
    main()
