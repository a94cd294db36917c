"""Measures releases of Python distributions from their wheels: one file of the catalog for each part of the list.

    python measure-wheels.py LIST FOLDER OUTPUT [--largest BYTES] [--known-only]

LIST names requirements in parts; OUTPUT is the folder that the parts are written to; FOLDER keeps what was measured, so
that a run can be taken up again. Of every release the wheels for CPython 3.10 to 3.14 on x86-64 Linux, glibc and musl, are
looked at: their sizes are read off the directory at the end of each archive, through pip's own client, so that a wheel
of gigabytes costs a few kilobytes. The wheel for the Python that runs this is downloaded up to --largest bytes and
compiled, for the bytecode. Dependencies are followed: of each the newest release that the requirement admits.

Run it with CPython 3.13 and pip 25, such as in a container of python:3.13-slim.
"""

import argparse
import datetime
import json
import pathlib
import re
import sys

from wheels import index, measure
from wheels.requirements import normalise

PYTHONS = ["3.10", "3.11", "3.12", "3.13", "3.14"]
MOST_RELEASES_OF_A_NAME = 24


def read_list(path):
    """The Pythons and the requirements of each part, in order."""
    parts, current = {}, None
    for line in path.read_text().splitlines():
        if line.startswith("#") or not line.strip():
            continue
        if line.startswith("part "):
            _, name, *pythons = line.split()
            _, current = parts.setdefault(name, (pythons or PYTHONS, []))
        else:
            current.extend(line.split())
    return parts


def read_requirement(text):
    match = re.fullmatch(r"([A-Za-z0-9._-]+)(?:\[([^\]]*)\])?([^;]*)(?:;(.*))?", text)
    name, extras, specifier, _ = match.groups()
    return normalise(name), [extra for extra in (extras or "").split(",") if extra], specifier


def label(text, pythons):
    """What a part for other Pythons remembers apart."""
    return text if pythons == PYTHONS else f"{text} for {' '.join(pythons)}"


class Memory:
    """What the index answered and what came of it, kept in a file: a run that was stopped is taken up where it stood."""

    def __init__(self, path):
        self.path = path
        self.versions, self.records = {}, {}
        for line in path.read_text().splitlines() if path.exists() else []:
            entry = json.loads(line)
            if "ask" in entry:
                self.versions[entry["ask"]] = entry["versions"]
            else:
                name = label(entry["record"]["name"], entry.get("pythons", PYTHONS))
                self.records[name, entry["record"]["version"]] = entry["record"]

    def keep(self, entry):
        with self.path.open("a") as memory:
            memory.write(json.dumps(entry) + "\n")

    def keep_versions(self, text, versions):
        self.versions[text] = versions
        self.keep({"ask": text, "versions": versions})

    def keep_record(self, record, pythons):
        self.records[label(record["name"], pythons), record["version"]] = record
        self.keep({"record": record} if pythons == PYTHONS else {"record": record, "pythons": pythons})


def read_sources(path):
    """What try-sources.py found out, by name and version."""
    found = {}
    for line in path.read_text().splitlines() if path.exists() else []:
        entry = json.loads(line)
        known = found.setdefault((entry["name"], entry["version"]), {})
        known.update({key: entry[key] for key in ("withoutCompiler", "compiled") if entry.get(key)})
    return found


class Gathering:
    """What the parts written so far hold: each release once."""

    def __init__(self, folder, largest, known_only):
        self.store = measure.Store(folder / "wheels.jsonl", largest)
        self.memory = Memory(folder / "releases.jsonl")
        self.sources = read_sources(folder / "sources.jsonl")
        self.known_only = known_only
        self.chosen = {}
        self.extras = {}

    def choose(self, text, name, specifier, pythons):
        """Releases to measure: the newest that each Python can have under the specifier."""
        asked = label(text, pythons)
        if asked not in self.memory.versions and not self.known_only:
            try:
                project = index.read_project(name)
                found = {project.newest(specifier, python) for python in pythons} - {None}
            except index.NoSuchProject:
                print(f"left out {text}: not in the index", flush=True)
                found = set()
            self.memory.keep_versions(asked, sorted(found))
        return self.memory.versions.get(asked, [])

    def measure(self, name, version, pythons):
        """The record of a release; None where none of it can be read."""
        key = (label(name, pythons), version)
        if key not in self.memory.records and not self.known_only:
            record = self.store.measure(index.read_project(name), version, pythons)
            if record is None:
                print(f"left out {name} {version}: no wheel to read", flush=True)
                return None
            self.memory.keep_record(record, pythons)
            print(name, version, record["builds"][0][2] if record["builds"] else "source only", flush=True)
        return self.memory.records.get(key)

    def gather(self, pythons, requirements):
        """Depth first, so that what is known of a requirement is known of all that it needs."""
        queue = list(requirements)
        fresh = {}
        self.asked = set()
        while queue:
            text = queue.pop(0)
            if text in self.asked:
                continue
            self.asked.add(text)
            name, extras, specifier = read_requirement(text)
            self.extras.setdefault(name, set()).update(extras)
            needs = []
            for version in self.choose(text, name, specifier, pythons):
                key = (label(name, pythons), version)
                # A pure wheel that another part has is the same for these Pythons.
                other = self.chosen.get((name, version))
                if key not in self.chosen and other is not None and all(build[0] == "" for build in other["builds"]):
                    self.chosen[key] = other
                if key not in self.chosen:
                    if sum(1 for chosen, _ in fresh if chosen == key[0]) >= MOST_RELEASES_OF_A_NAME:
                        print(f"left out {name} {version}: enough releases", flush=True)
                        continue
                    record = self.measure(name, version, pythons)
                    if record is None:
                        continue
                    self.chosen[key] = fresh[key] = record
                needs.extend(self.chosen[key]["requires"])
                for extra in sorted(self.extras[name]):
                    needs.extend(self.chosen[key]["extras"].get(extra, []))
            queue[:0] = needs
        return fresh

    def write(self, record):
        """The record with the extras that were asked for."""
        wanted = self.extras.get(record["name"], set())
        record = {**record, **self.sources.get((record["name"], record["version"]), {})}
        return {**record, "extras": {extra: record["extras"][extra] for extra in sorted(wanted) if extra in record["extras"]}}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("list", type=pathlib.Path)
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("output", type=pathlib.Path)
    parser.add_argument("--largest", type=int, default=60_000_000)
    parser.add_argument("--known-only", action="store_true", help="write what FOLDER has and ask the index nothing")
    options = parser.parse_args()
    if not options.known_only and sys.version_info[:2] != (3, 13):
        parser.error("the bytecode of the catalog is that of CPython 3.13: run this with it")

    gathering = Gathering(options.folder, options.largest, options.known_only)
    listed = read_list(options.list)
    parts = {part: gathering.gather(pythons, requirements) for part, (pythons, requirements) in listed.items()}
    first = next(iter(parts))
    for part, fresh in parts.items():
        pythons = listed[part][0]
        provenance = {
            "source": f"Wheels of the Python package index for CPython {pythons[0]} to {pythons[-1]}, Linux x86-64, glibc and musl: files as their archives list them, bytecode as CPython 3.13 makes it",
            "date": datetime.date.today().isoformat(),
        }
        releases = [gathering.write(fresh[key]) for key in sorted(fresh)]
        lines = ",\n".join(json.dumps(release, separators=(",", ":")) for release in releases)
        needs = [] if part == first else [first]
        head = json.dumps({"needs": needs})[:-1]
        body = f'"wheelSets":[{{"pythons":{json.dumps(pythons)},"provenance":{json.dumps(provenance)},"releases":[\n{lines}\n]}}]'
        (options.output / f"{part}.json").write_text(f"{head},{body}}}\n")
        print(part, len(releases))


if __name__ == "__main__":
    main()
