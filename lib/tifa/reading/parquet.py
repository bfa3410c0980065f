"""Parquet files as rows, batch by batch."""

import io

from tifa.reading.archives import UNPACKED

# rows of a Parquet file; rows, cells of it that are in memory at once
_ROWS, _BATCH, _CELLS = 1_000_000, 1000, 100_000


def read_parquet(raw, columns=None):
    """The rows of a Parquet file: ("", [(place, names of columns, cells or what is wrong), …])."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        file = pq.ParquetFile(io.BytesIO(raw))
        texts = [field.name for field in file.schema_arrow
                 if pa.types.is_string(field.type) or pa.types.is_large_string(field.type)]
        # a text that a thousand rows share is unpacked once
        file = pq.ParquetFile(io.BytesIO(raw), read_dictionary=texts)
    except MemoryError:
        raise
    except (pa.ArrowException, OSError) as error:
        raise ValueError(f"it is damaged or no Parquet file ({error}); write it anew") from None
    size = sum(file.metadata.row_group(i).total_byte_size for i in range(file.num_row_groups))
    if size > UNPACKED or file.metadata.num_rows > _ROWS:
        raise ValueError(f"it would unpack to {size // 10**6} MB in {file.metadata.num_rows} rows, "
                         f"more than the {UNPACKED // 10**6} MB or {_ROWS} rows allowed; split it")
    header = tuple(file.schema_arrow.names)

    def rows():
        number = 0
        try:
            at_once = max(1, min(_BATCH, _CELLS // max(1, len(header))))
            for batch in file.iter_batches(at_once, use_threads=False):
                columns = [_cells(column) for column in batch.columns]
                odd = [(name, column) for name, column in zip(header, columns)
                       if any(isinstance(cell, Exception) for cell in column)]
                for at in range(batch.num_rows):
                    number += 1
                    faults = (f"the column {name} holds what is no date or number of this world "
                              f"({column[at]}); mend it"
                              for name, column in odd if isinstance(column[at], Exception))
                    wrong = next(faults, "")
                    yield f"row {number}", header, wrong or [column[at] for column in columns]
        except MemoryError:
            raise
        except (pa.ArrowException, OSError, ValueError) as error:
            yield f"row {number + 1}", (), f"the file is damaged from here on ({error})"

    return "", rows()


def _cells(column):
    """The cells of a column of a batch.

    In the place of one that Python cannot hold (a year past 9999) stands the reason why.
    """
    import pyarrow as pa

    def cell(scalar):
        try:
            return scalar.as_py()
        except (ValueError, ArithmeticError) as error:
            return error

    if pa.types.is_dictionary(column.type):
        places, dictionary = column.indices.to_pylist(), column.dictionary
        words = {place: cell(dictionary[place]) for place in {*places} - {None}}
        return [words.get(place) for place in places]
    return [cell(scalar) for scalar in column]
