#!/usr/bin/env python3
"""Turns a file of weights that PyTorch pickled (.pth, .pt) into safetensors, without running anything in it.

    pip install numpy
    python3 tools/pth_to_safetensors.py weights.pth weights.safetensors [key=value ...]

A pickle is a program. This one is not run: its operations are read one by one, and those that build tensors from stored
numbers, in dictionaries, are followed here; what any other would do, or call, is refused by name. Nothing is imported for
the file. PyTorch's format up to 1.5 and the one after it (a zip) are read; tensors of a stride of their own are written row
by row. What is no tensor is left out. key=value pairs become metadata.
"""
import io
import json
import math
import os
import pathlib
import pickletools
import struct
import sys
import zipfile

try:
    import numpy
except ImportError:
    sys.exit("this needs numpy: pip install numpy")

MAGIC = 119547037146038801333356
TYPES = {  # PyTorch's storage: as numpy reads it, as safetensors calls it
    "FloatStorage": ("<f4", "F32"), "DoubleStorage": ("<f8", "F64"), "HalfStorage": ("<f2", "F16"),
    "BFloat16Storage": ("<u2", "BF16"), "LongStorage": ("<i8", "I64"), "IntStorage": ("<i4", "I32"),
    "ShortStorage": ("<i2", "I16"), "CharStorage": ("i1", "I8"), "ByteStorage": ("u1", "U8"), "BoolStorage": ("u1", "BOOL"),
}
CONSTANTS = {"NONE": None, "NEWTRUE": True, "NEWFALSE": False}
NUMBERS = {"INT", "BININT", "BININT1", "BININT2", "LONG", "LONG1", "BINFLOAT"}
TEXTS = {"BINUNICODE", "SHORT_BINUNICODE", "UNICODE", "BINSTRING", "SHORT_BINSTRING"}
MARK = object()


class Refused(Exception):
    pass


class Name:
    """A class or function that the file names; it is never looked up."""

    def __init__(self, text):
        self.text = text


class Storage:
    def __init__(self, kind, key, count):
        self.kind, self.key, self.count = kind, key, count


class Tensor:
    def __init__(self, storage, offset, sizes, strides):
        whole = [offset, *sizes, *strides]
        if not isinstance(storage, Storage) or not all(type(n) is int and n >= 0 for n in whole) or len(sizes) != len(strides):
            raise Refused("a tensor is not made of a storage, an offset, sizes and strides")
        last = offset + sum((n - 1) * s for n, s in zip(sizes, strides)) if math.prod(sizes) else -1
        if last >= storage.count or math.prod(sizes) > storage.count:
            raise Refused(f"a tensor of {sizes} reaches beyond the {storage.count} numbers that are stored for it")
        self.storage, self.offset, self.sizes, self.strides = storage, offset, sizes, strides

    def bytes(self, stored):
        values = stored[self.storage.key]
        steps = [s * values.itemsize for s in self.strides]
        view = numpy.lib.stride_tricks.as_strided(values[self.offset:], self.sizes, steps, writeable=False)
        return numpy.ascontiguousarray(view).tobytes()


def reduced(function, arguments):
    called = function.text if isinstance(function, Name) else "what is no function"
    if called == "collections OrderedDict" and not arguments:
        return {}
    if called == "torch._utils _rebuild_tensor_v2" and len(arguments) >= 4:
        storage, offset, sizes, strides = arguments[:4]
        return Tensor(storage, offset, tuple(sizes), tuple(strides))
    if called == "torch._utils _rebuild_parameter" and arguments and isinstance(arguments[0], Tensor):
        return arguments[0]
    raise Refused(f"it would call {called}")


def stored(identity):
    if not isinstance(identity, tuple) or len(identity) < 5 or identity[0] != "storage" or not isinstance(identity[1], Name):
        raise Refused("it refers to what is no storage")
    kind = identity[1].text.removeprefix("torch ")
    if kind not in TYPES:
        raise Refused(f"it stores {kind}")
    if len(identity) > 5 and identity[5] is not None:
        raise Refused("one of its storages is a part of another")
    return Storage(kind, str(identity[2]), int(identity[4]))


def value(file):
    """The object of the pickle at the file's place, made of Python's plain types, names and tensors."""
    stack, memo = [], {}

    def since_mark():
        at = max(i for i, x in enumerate(stack) if x is MARK)
        items = stack[at + 1:]
        del stack[at:]
        return items

    for op, argument, _ in pickletools.genops(file):
        name = op.name
        if name in ("PROTO", "FRAME"):
            continue
        elif name == "STOP":
            return stack.pop()
        elif name in CONSTANTS:
            stack.append(CONSTANTS[name])
        elif name in NUMBERS or name in TEXTS:
            stack.append(argument)
        elif name == "GLOBAL":
            stack.append(Name(argument))
        elif name == "MARK":
            stack.append(MARK)
        elif name in ("EMPTY_DICT", "EMPTY_LIST", "EMPTY_TUPLE"):
            stack.append({"EMPTY_DICT": dict, "EMPTY_LIST": list, "EMPTY_TUPLE": tuple}[name]())
        elif name == "TUPLE":
            stack.append(tuple(since_mark()))
        elif name in ("TUPLE1", "TUPLE2", "TUPLE3"):
            count = int(name[-1])
            stack[-count:] = [tuple(stack[-count:])]
        elif name in ("BINPUT", "LONG_BINPUT", "PUT"):
            memo[int(argument)] = stack[-1]
        elif name == "MEMOIZE":
            memo[len(memo)] = stack[-1]
        elif name in ("BINGET", "LONG_BINGET", "GET"):
            stack.append(memo[int(argument)])
        elif name in ("SETITEM", "SETITEMS"):
            items = since_mark() if name == "SETITEMS" else [stack.pop() for _ in range(2)][::-1]
            stack[-1].update(zip(items[::2], items[1::2]))
        elif name in ("APPEND", "APPENDS"):
            items = since_mark() if name == "APPENDS" else [stack.pop()]
            stack[-1].extend(items)
        elif name == "BINPERSID":
            stack.append(stored(stack.pop()))
        elif name == "REDUCE":
            arguments = stack.pop()
            stack.append(reduced(stack.pop(), arguments))
        elif name == "BUILD":
            stack.pop()  # attributes of a dictionary, such as versions of modules
        else:
            raise Refused(f"its operation {name} builds no tensor")
    raise Refused("it has no end")


def numbers(data, kind, count):
    dtype = numpy.dtype(TYPES[kind][0])
    if len(data) != count * dtype.itemsize:
        raise Refused(f"{len(data)} bytes are stored where {count} numbers should be")
    return numpy.frombuffer(data, dtype)


def tensors(found):
    """The tensors of a dictionary, and of a "state_dict" within it."""
    if not isinstance(found, dict):
        raise Refused("it holds no dictionary of tensors")
    found = found["state_dict"] if isinstance(found.get("state_dict"), dict) else found
    return {str(key): item for key, item in found.items() if isinstance(item, Tensor)}


def storages(found):
    """The storages by their keys. Tensors may share one, but each was checked against what it says of it alone."""
    known = {}
    for storage in (t.storage for t in found.values()):
        first = known.setdefault(storage.key, storage)
        if (first.kind, first.count) != (storage.kind, storage.count):
            raise Refused(f"its storage {storage.key} has {first.count} numbers in one place and {storage.count} in another, or of another kind")
    return known


def legacy(file, size):
    if value(file) != MAGIC or value(file) != 1001:
        raise Refused("this is not PyTorch's format")
    if not value(file).get("little_endian", True):
        raise Refused("its numbers are big-endian")
    found = tensors(value(file))
    known, data = storages(found), {}
    for key in value(file):
        count = struct.unpack("<q", file.read(8))[0]
        if key not in known:
            raise Refused(f"its storage {key} belongs to no tensor that is kept")
        if count != known[key].count or not 0 <= count <= size:
            raise Refused(f"its storage {key} has {count} numbers, not {known[key].count}")
        width = numpy.dtype(TYPES[known[key].kind][0]).itemsize
        data[key] = numbers(file.read(count * width), known[key].kind, count)
    return found, data


def zipped(file):
    with zipfile.ZipFile(file) as archive:
        pickles = [n for n in archive.namelist() if n.endswith("/data.pkl")]
        if len(pickles) != 1:
            raise Refused("this zip holds no data.pkl, or several")
        folder = pickles[0][:-len("data.pkl")]
        if folder + "byteorder" in archive.namelist() and archive.read(folder + "byteorder") != b"little":
            raise Refused("its numbers are big-endian")
        found = tensors(value(io.BytesIO(archive.read(pickles[0]))))
        data = {}
        for key, storage in storages(found).items():
            entry = archive.getinfo(f"{folder}data/{key}")
            if entry.compress_type != zipfile.ZIP_STORED:
                raise Refused("its numbers are compressed")
            data[key] = numbers(archive.read(entry), storage.kind, storage.count)
        return found, data


def write(target, found, data, metadata):
    header, at, parts = {"__metadata__": metadata}, 0, []
    for name in sorted(found):
        part = found[name].bytes(data)
        header[name] = {"dtype": TYPES[found[name].storage.kind][1], "shape": list(found[name].sizes),
                        "data_offsets": [at, at + len(part)]}
        parts.append(part)
        at += len(part)
    text = json.dumps(header, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 8)
    partial = target.with_name(target.name + ".partial")
    with open(partial, "wb") as out:
        out.write(struct.pack("<Q", len(text)) + text)
        out.writelines(parts)
    os.replace(partial, target)


def main():
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    source, target = map(pathlib.Path, sys.argv[1:3])
    odd = [pair for pair in sys.argv[3:] if "=" not in pair]
    if odd:
        sys.exit(f"{odd[0]}: this is no key=value, which is what stands behind the two files")
    metadata = dict(pair.split("=", 1) for pair in sys.argv[3:])
    try:
        with open(source, "rb") as file:
            zip_file = zipfile.is_zipfile(file)
            file.seek(0)
            found, data = zipped(file) if zip_file else legacy(file, source.stat().st_size)
        if not found:
            raise Refused("it holds no tensors")
    except (Refused, ValueError, LookupError, TypeError, AttributeError, OverflowError, RuntimeError, struct.error, zipfile.BadZipFile) as e:
        sys.exit(f"{source}: not converted: {e if isinstance(e, Refused) else 'this is no sound file of weights'}")
    except OSError as e:
        sys.exit(f"{source}: not read: {e.strerror}")
    try:
        write(target, found, data, metadata)
    except OSError as e:
        sys.exit(f"{target}: not written: {e.strerror}")
    print(f"{len(found)} tensors, {sum(math.prod(t.sizes) for t in found.values()):,} numbers written to {target}")


if __name__ == "__main__":
    main()
