"""Zip archives (.docx, .xlsx) are looked at before they are unpacked."""

import io
import zipfile
import zlib

UNPACKED = 300_000_000  # bytes that a .docx or .xlsx may unpack to


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
