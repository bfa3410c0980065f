"""Readers that do what a library can do when a file is made to do harm."""

import os
import re
import time


def sleep(raw):
    time.sleep(60)


def think(raw):
    re.fullmatch("(a+)+b", "a" * 40)  # lets no other Python code run


def abort(raw):
    os.abort()


def leave(raw):
    os._exit(3)


def eat(raw):
    return len(bytearray(8_000_000_000))


def stumble(raw):
    raise KeyError("no such part")


def refuse(raw):
    raise ValueError("the file is empty")


def talk(raw):
    print("warning: odd file", flush=True)
    os.write(1, b"warning: odd file\n")
    return raw.decode()


def whoami(raw):
    return os.getpid()
