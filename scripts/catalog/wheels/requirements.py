"""Requirements of a release in the short form of the catalog."""

import re

from pip._vendor.packaging.requirements import InvalidRequirement, Requirement

PYTHONS = ["3.7", "3.8", "3.9", "3.10", "3.11", "3.12", "3.13", "3.14", "3.15"]


def normalise(name):
    return re.sub(r"[-_.]+", "-", name).lower()


def environment(python, extra):
    return {
        "python_version": python,
        "python_full_version": f"{python}.1",
        "implementation_name": "cpython",
        "implementation_version": f"{python}.1",
        "platform_python_implementation": "CPython",
        "os_name": "posix",
        "sys_platform": "linux",
        "platform_system": "Linux",
        "platform_machine": "x86_64",
        "platform_release": "",
        "platform_version": "",
        "extra": extra,
    }


def pythons_of(requirement, extra):
    """The Pythons on which a requirement holds on Linux: a comparison with a minor version, or "" for all, None for none."""
    if requirement.marker is None:
        return ""
    held = [python for python in PYTHONS if requirement.marker.evaluate(environment(python, extra))]
    if not held:
        return None
    if len(held) == len(PYTHONS):
        return ""
    if held[0] == PYTHONS[0] and held[-1] == PYTHONS[-1]:
        return ",".join(f"!={python}" for python in PYTHONS if python not in held)
    if held[0] == PYTHONS[0]:
        return f"<{PYTHONS[PYTHONS.index(held[-1]) + 1]}"
    if held[-1] == PYTHONS[-1]:
        return f">={held[0]}"
    return f">={held[0]},<{PYTHONS[PYTHONS.index(held[-1]) + 1]}"


def shorten(requirement, pythons):
    extras = f"[{','.join(sorted(requirement.extras))}]" if requirement.extras else ""
    specifier = ",".join(sorted(str(part).replace(" ", "") for part in requirement.specifier))
    return f"{normalise(requirement.name)}{extras}{specifier}{f';{pythons}' if pythons else ''}"


def plain_requirements(texts, extra=None):
    """`name[extra]specifier;pythons` for each requirement that holds without extras, or only with `extra`."""
    found = []
    for text in texts:
        try:
            requirement = Requirement(text)
        except InvalidRequirement:
            continue
        pythons = pythons_of(requirement, extra or "")
        if pythons is None or (extra is not None and pythons_of(requirement, "") is not None):
            continue
        found.append(shorten(requirement, pythons))
    return sorted(set(found))
