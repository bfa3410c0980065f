"""Zip archives (.docx, .xlsx, .zip) are looked at before they are unpacked."""

import io
import zipfile
import zlib

UNPACKED = 300_000_000  # bytes that an archive may unpack to
_MEMBERS = 100_000
_UTF8 = 0x800  # flag of a member whose name is written in UTF-8


def check_zip(raw, kind):
    """Raise ValueError unless the bytes are a whole zip archive of a tolerable size.

    The size is the one it says, and the one it really has.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            big = sum(info.file_size for info in archive.infolist()) > UNPACKED
            left = UNPACKED
            for info in [] if big else archive.infolist():
                info.file_size = UNPACKED + 1  # else no more would be read than the directory declares
                with archive.open(info) as member:
                    while left >= 0 and (some := member.read(1 << 20)):
                        left -= len(some)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError,
            ValueError) as error:
        raise ValueError(
            f"it is damaged, locked by a password, or no {kind} file ({error}); open it and save it anew"
        ) from None
    if big or left < 0:
        raise ValueError(
            f"it would unpack to more than {UNPACKED // 10**6} MB; a page is far smaller, so it is left alone"
        )


def open_zip(raw):
    """Give the files of an archive one after the other: (path, bytes), or (path, why it is not read).

    Names that were written in GB18030, as Windows in China does, are read so.

    Raises
    ------
    ValueError
        When the archive is damaged, has a password, or would unpack to far too much.

    Examples
    --------
    >>> raw = io.BytesIO()
    >>> with zipfile.ZipFile(raw, "w") as archive:
    ...     archive.writestr("盐城/a.txt", "路修好了。")
    >>> [(name, len(member)) for name, member in open_zip(raw.getvalue())]
    [('盐城/a.txt', 15)]
    """
    check_zip(raw, ".zip")
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        members = archive.infolist()
        if len(members) > _MEMBERS:
            raise ValueError(f"it holds {len(members)} files, more than the {_MEMBERS} allowed; split it")
        for info in members:
            if info.is_dir():
                continue
            name = _read_name(info)
            if name.lower().endswith(".zip"):
                yield name, "it is an archive inside an archive; unpack it"
            else:
                yield name, archive.read(info)


def _read_name(info):
    name = info.filename
    if not info.flag_bits & _UTF8:
        raw = name.encode("cp437", "replace")
        for encoding in ("utf-8", "gb18030"):
            try:
                name = raw.decode(encoding)
                break
            except UnicodeDecodeError:
                continue
    parts = [part for part in name.replace("\\", "/").split("/") if part not in ("", ".", "..")]
    return "/".join(parts)
