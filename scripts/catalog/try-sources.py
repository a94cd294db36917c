"""What source archives install: one line of FOLDER/sources.jsonl for each.

    python try-sources.py FOLDER NAME==VERSION...

Where there is no compiler, such as in a container of python:3.13-slim, it tells which of them do without; where there is
one, with the headers that they want, what they then install. measure-wheels.py takes the lines up.
"""

import compileall
import contextlib
import io
import json
import pathlib
import shutil
import subprocess
import sys
import tempfile

MOST_SECONDS = 150


def size(folder):
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def install(requirement, folder):
    """Bytes installed and of bytecode; None where the build stops."""
    name = requirement.split("==")[0]
    command = [
        sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-cache-dir", "--no-compile",
        "--no-deps", f"--no-binary={name}", f"--target={folder}", requirement,
    ]
    try:
        subprocess.run(command, check=True, capture_output=True, timeout=MOST_SECONDS)
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired):
        return None
    installed = size(folder)
    with contextlib.redirect_stdout(io.StringIO()):
        compileall.compile_dir(folder, quiet=2, workers=1)
    return [installed, size(folder) - installed]


def main():
    folder, *requirements = sys.argv[1:]
    compiler = any(shutil.which(program) for program in ("gcc", "cc", "clang"))
    field = "compiled" if compiler else "withoutCompiler"
    with (pathlib.Path(folder) / "sources.jsonl").open("a") as output:
        for requirement in requirements:
            with tempfile.TemporaryDirectory() as target:
                result = install(requirement, pathlib.Path(target))
            name, version = requirement.split("==")
            output.write(json.dumps({"name": name, "version": version, field: result}) + "\n")
            output.flush()
            print(requirement, result, flush=True)


if __name__ == "__main__":
    main()
