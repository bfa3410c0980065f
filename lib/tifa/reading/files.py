"""The bytes of a file, if it is one and not too large."""

# A page of a newspaper has some 10,000 characters and some hundred lines; what is far beyond is no page.
PLAIN_BYTES = 20_000_000  # of a text or HTML file, and of what lies beside the pages


def read_bytes(file, link, most):
    """The bytes of a regular file that is not too large: what is none (a pipe, a device) may never end."""
    if link:
        raise ValueError("it is a link, and links are not followed; put the file itself into the folder")
    if not file.is_file():
        raise ValueError("it is no regular file; put one in its place, or take it out")
    if (size := file.stat().st_size) > most:
        raise ValueError(f"it has {size / 1e6:.0f} MB, more than the {most / 1e6:.0f} MB allowed; split it")
    return file.read_bytes()
