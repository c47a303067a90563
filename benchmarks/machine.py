"""What a figure was measured on."""

import os
import platform
import shutil
import subprocess
import sys
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

PACKAGES = ("filrouge", "tantivy", "bm25s", "numpy", "psycopg", "pydantic", "PyStemmer")


def described() -> dict[str, Any]:
    return {
        "date": datetime.now(UTC).isoformat(timespec="minutes"),
        "system": f"{platform.system()} {platform.release()} {platform.machine()}",
        "processor": _told("/proc/cpuinfo", "model name") or platform.processor(),
        "cores": len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count(),
        "memory": _told("/proc/meminfo", "MemTotal"),
        "load_before": round(os.getloadavg()[0], 2),
        "python": platform.python_version(),
        "versions": {name: found for name in PACKAGES if (found := _version(name))},
        "code": _commit(),
        "command": " ".join(["python", "-m", "benchmarks.speed", *sys.argv[1:]]),
    }


def _version(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None


def _told(file: str, name: str) -> str:
    path = Path(file)
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    return next((line.partition(":")[2].strip() for line in lines if line.startswith(name)), "")


def _commit() -> str:
    """The commit of the code measured, “+” when it has changes; nothing outside of a clone."""
    git = shutil.which("git")
    root = Path(__file__).parents[1]
    if not git or not (root / ".git").exists():
        return ""

    def told(*arguments: str) -> str:
        return subprocess.run([git, *arguments], cwd=root, check=True, capture_output=True, text=True).stdout.strip()

    return told("rev-parse", "--short", "HEAD") + ("+" if told("status", "--porcelain", "--", "src") else "")
