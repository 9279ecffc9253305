#!/usr/bin/env python3
"""Installs a file under another name than the build gives it. usage: install_as.py BUILT TARGET"""
import os
import shutil
import sys
from pathlib import Path

built, target = sys.argv[1:]
to = Path(os.environ["MESON_INSTALL_DESTDIR_PREFIX"]) / target
to.parent.mkdir(parents=True, exist_ok=True)
shutil.copyfile(built, to)
