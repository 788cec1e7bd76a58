#!/usr/bin/env python3
"""Writes small images of every kind that is read, and what Pillow makes of them, for ColoursTest of the module "data".

golden_colours.py data/src/test/resources/io/narsil/photo/colours

Each line of table.txt: a file, width, height, its colours by Image.convert("RGB") and its brightness by convert("L"),
both after ImageOps.exif_transpose, in hexadecimal. One departure: of 16-bit grey the upper 8 bits are expected, since
Pillow cuts all values above 255 off there (it takes the upper 8 bits of 16-bit colours). Made with Pillow 13.0.0.
"""
import io
import pathlib
import struct
import sys
import zlib

import numpy as np
from PIL import Image, ImageCms, ImageOps

target = pathlib.Path(sys.argv[1])
target.mkdir(parents=True, exist_ok=True)
W, H = 11, 9
random = np.random.default_rng(7)
noise = random.integers(0, 256, (H, W, 4), dtype=np.uint8)
x, y = np.meshgrid(np.linspace(0, 1, 20), np.linspace(0, 1, 18))
smooth = np.stack([40 + 180 * x, 220 - 150 * y, 60 + 120 * x * y, 255 - 200 * y], -1).astype(np.uint8)
files = {}


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def packed(values, depth):
    """Rows of numbers of a few bits, or of bytes, each with a filter's number 0 in front."""
    if depth == 16:
        return b"".join(b"\0" + row.astype(">u2").tobytes() for row in values)
    if depth == 8:
        return b"".join(b"\0" + row.astype("u1").tobytes() for row in values)
    out = b""
    for row in values:
        bits = "".join(f"{v:0{depth}b}" for v in row)
        bits += "0" * (-len(bits) % 8)
        out += b"\0" + int(bits, 2).to_bytes(len(bits) // 8, "big")
    return out


def png(name, values, depth, colour, extra=b"", interlaced=False):
    h, w = values.shape[:2]
    rows = packed(values.reshape(h, -1), depth)
    if interlaced:
        rows = b""
        for left, top, across, down in ((0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)):
            part = values[top::down, left::across]
            if part.size:
                rows += packed(part.reshape(part.shape[0], -1), depth)
    header = struct.pack(">IIBBBBB", w, h, depth, colour, 0, 0, int(interlaced))
    files[name + ".png"] = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + extra + chunk(b"IDAT", zlib.compress(rows, 9)) + chunk(b"IEND", b"")


def saved(name, image, kind, **how):
    out = io.BytesIO()
    image.save(out, kind, **how)
    files[name] = out.getvalue()


numbers = noise[..., 0]
palette = random.integers(0, 256, 768, dtype=np.uint8).tobytes()
for depth in (1, 2, 4, 8):
    png(f"grey-{depth}", numbers >> (8 - depth), depth, 0)
    plte = chunk(b"PLTE", palette[:3 << depth])
    png(f"palette-{depth}", numbers >> (8 - depth), depth, 3, plte)
    png(f"palette-{depth}-transparent", numbers >> (8 - depth), depth, 3, plte + chunk(b"tRNS", bytes([0, 128])))
png("palette-short", numbers >> 4, 8, 3, chunk(b"PLTE", palette[:30]))
wide = random.integers(0, 65536, (H, W, 4), dtype=np.uint16)
png("grey-16", wide[..., 0], 16, 0)
png("grey-transparent", numbers, 8, 0, chunk(b"tRNS", struct.pack(">H", int(numbers[0, 0]))))
for depth, values in ((8, noise), (16, wide)):
    png(f"grey-alpha-{depth}", values[..., :2], depth, 4)
    png(f"rgb-{depth}", values[..., :3], depth, 2)
    png(f"rgba-{depth}", values, depth, 6)
    png(f"rgba-{depth}-interlaced", values, depth, 6, interlaced=True)
png("grey-2-interlaced", numbers >> 6, 2, 0, interlaced=True)
png("tiny-interlaced", noise[:1, :3, :3], 8, 2, interlaced=True)
png("rgb-transparent", noise[..., :3], 8, 2, chunk(b"tRNS", struct.pack(">HHH", *map(int, noise[0, 0, :3]))))
png("rgb-gamma", noise[..., :3], 8, 2, chunk(b"gAMA", struct.pack(">I", 100000)))
png("grey-gamma", numbers, 8, 0, chunk(b"gAMA", struct.pack(">I", 100000)))
# a profile that swaps what red, green and blue mean
profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
at = profile.find(b"rXYZ"), profile.find(b"bXYZ")
profile[at[0]:at[0] + 4], profile[at[1]:at[1] + 4] = b"bXYZ", b"rXYZ"
profile = bytes(profile)
png("rgb-profile", noise[..., :3], 8, 2, chunk(b"iCCP", b"x\0\0" + zlib.compress(profile)))
png("rgb-exif", noise[..., :3], 8, 2, chunk(b"eXIf", b"MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0"))
saved("rgb-filters.png", Image.fromarray(smooth[..., :3]), "PNG")

rgb = Image.fromarray(smooth[..., :3])
exif = Image.Exif()
exif[0x0112] = 8
saved("grey.jpg", rgb.convert("L"), "JPEG", quality=90)
saved("444.jpg", rgb, "JPEG", quality=90, subsampling=0)
saved("420.jpg", rgb, "JPEG", quality=90, subsampling=2)
saved("422.jpg", rgb, "JPEG", quality=90, subsampling=1)
saved("progressive.jpg", rgb, "JPEG", quality=90, progressive=True)
saved("profile.jpg", rgb, "JPEG", quality=90, icc_profile=profile)
saved("exif.jpg", rgb, "JPEG", quality=90, exif=exif)
saved("rgb.jpg", rgb, "JPEG", quality=90, keep_rgb=True)
saved("cmyk.jpg", Image.fromarray(smooth, "CMYK"), "JPEG", quality=90)
plain = files["444.jpg"]
length = 2 + struct.unpack(">H", plain[4:6])[0]
files["no-marker.jpg"] = plain[:2] + plain[2 + length:]


def adobe(name, source, transform):
    """A file of the same components, with Adobe's marker for another meaning."""
    marker = b"\xff\xee\0\x0eAdobe\0\x64\0\0\0\0" + bytes([transform])
    data = files[source]
    found = data.find(b"\xff\xee")
    if found >= 0:
        data = data[:found] + data[found + 16:]
    files[name] = data[:2] + marker + data[2:]


adobe("ycck.jpg", "cmyk.jpg", 2)
files["adobe-rgb.jpg"] = files["no-marker.jpg"]
adobe("adobe-rgb.jpg", "adobe-rgb.jpg", 0)

few = Image.fromarray(noise[..., :3]).quantize(20)
saved("plain.gif", few, "GIF")
saved("interlaced.gif", Image.fromarray(smooth[..., :3]).quantize(64), "GIF", interlace=1)
saved("transparent.gif", few, "GIF", transparency=3)
saved("grey.gif", Image.fromarray(numbers), "GIF")
saved("animated.gif", few, "GIF", save_all=True, append_images=[few.transpose(Image.Transpose.ROTATE_180)], duration=50)
# a frame smaller than its screen
data = bytearray(files["transparent.gif"])
data[6:10] = struct.pack("<HH", W + 3, H + 2)
at = data.find(b"," + struct.pack("<HHHH", 0, 0, W, H))
data[at + 1:at + 5] = struct.pack("<HH", 2, 1)
files["offset.gif"] = bytes(data)

saved("1.bmp", Image.fromarray(noise[..., 0]).convert("1"), "BMP")
saved("8.bmp", few, "BMP")
saved("grey.bmp", Image.fromarray(numbers), "BMP")
saved("24.bmp", Image.fromarray(noise[..., :3]), "BMP")
saved("32.bmp", Image.fromarray(noise), "BMP")


def bmp(name, depth, method, body, colours=b"", h=H):
    start = 54 + len(colours)
    header = struct.pack("<IiiHHIIiiII", 40, W, h, 1, depth, method, len(body), 0, 0, 0, 0)
    files[name] = b"BM" + struct.pack("<IHHI", start + len(body), 0, 0, start) + header + colours + body


shades = b"".join(bytes([palette[3 * i], palette[3 * i + 1], palette[3 * i + 2], 0]) for i in range(256))
rows = b"".join(r[1:] + bytes(-len(r[1:]) % 4) for r in (packed(numbers[i:i + 1] >> 4, 4) for i in range(H)))
bmp("4.bmp", 4, 0, rows, shades[:64])
sixteen = b"".join(row.astype("<u2").tobytes() + bytes(-2 * W % 4) for row in wide[..., 0])
bmp("16.bmp", 16, 0, sixteen)
bmp("16-masks.bmp", 16, 3, sixteen, struct.pack("<III", 0xF800, 0x7E0, 0x1F))
bmp("24-from-top.bmp", 24, 0, b"".join(row.tobytes() + bytes(-3 * W % 4) for row in noise[..., :3]), h=-H)
runs = b"".join(bytes([5, 7 * i, 0, 5]) + bytes(range(i, i + 5)) + b"\0" + bytes([W - 10, i, 0, 0]) for i in range(H))
bmp("8-runs.bmp", 8, 1, runs + b"\0\1", shades)
runs = b"".join(bytes([5, 0x10 + i, 0, 5, 0x12, 0x34, 0x50, 0, W - 10, 0x23, 0, 0]) for i in range(H))
bmp("4-runs.bmp", 4, 2, runs + b"\0\1", shades[:64])

saved("lossy.webp", rgb, "WEBP", quality=80)
saved("lossless.webp", Image.fromarray(noise[..., :3]), "WEBP", lossless=True)
saved("lossy-alpha.webp", Image.fromarray(smooth), "WEBP", quality=80, exact=True)
saved("lossless-alpha.webp", Image.fromarray(noise), "WEBP", lossless=True, exact=True)
saved("profile.webp", rgb, "WEBP", quality=80, icc_profile=profile)
saved("exif.webp", rgb, "WEBP", lossless=True, exif=exif)
saved("animated.webp", rgb, "WEBP", save_all=True, append_images=[ImageOps.invert(rgb)], lossless=True)



def runs(data):
    """PackBits without any run, but one where the first two bytes are equal."""
    out = bytes([255, data[0]]) if data[:2] == data[1:2] * 2 else b""
    rest = data[2:] if out else data
    return out + b"".join(bytes([len(rest[i:i + 128]) - 1]) + rest[i:i + 128] for i in range(0, len(rest), 128))


METHODS = {1: bytes, 8: zlib.compress, 32946: zlib.compress, 32773: runs}


def tiff(name, values, bits, meaning, order="<", method=1, tile=None, rows=4, planes=False, predictor=1, more=()):
    """A TIFF file of strips or tiles; "more" are further fields of numbers of 16 bits."""
    values = values.reshape(H, W, -1)
    samples = values.shape[2]

    def part(block):
        if predictor == 2:
            block = np.concatenate([block[:, :1], block[:, 1:] - block[:, :-1]], 1)
        if bits == 16:
            raw = block.astype(order + "u2").tobytes()
        else:
            raw = b"".join(packed(row[None].reshape(1, -1), bits)[1:] for row in block)
        return METHODS[method](raw)

    parts = []
    for plane in [values[..., s:s + 1] for s in range(samples)] if planes else [values]:
        if tile:
            wide = np.pad(plane, ((0, -H % tile), (0, -W % tile), (0, 0)))
            parts += [part(wide[y:y + tile, x:x + tile]) for y in range(0, H, tile) for x in range(0, W, tile)]
        else:
            parts += [part(plane[y:y + rows]) for y in range(0, H, rows)]
    starts = np.cumsum([8] + [len(p) for p in parts])[:-1]
    fields = {256: ("H", [W]), 257: ("H", [H]), 258: ("H", [bits] * samples), 259: ("H", [method]), 262: ("H", [meaning]), 277: ("H", [samples])}
    fields |= {284: ("H", [2 if planes else 1]), 317: ("H", [predictor])}
    fields |= {322: ("H", [tile]), 323: ("H", [tile]), 324: ("I", starts), 325: ("I", [len(p) for p in parts])} if tile else {273: ("I", starts), 278: ("H", [rows]), 279: ("I", [len(p) for p in parts])}
    fields |= {tag: ("H", numbers) for tag, numbers in more}
    body = b"".join(parts)
    body += bytes(len(body) % 2)
    table, far = struct.pack(order + "H", len(fields)), b""
    behind = 8 + len(body) + 2 + 12 * len(fields) + 4
    for tag, (kind, numbers) in sorted(fields.items()):
        data = struct.pack(f"{order}{len(numbers)}{kind}", *map(int, numbers))
        here = data.ljust(4, b"\0") if len(data) <= 4 else struct.pack(order + "I", behind + len(far))
        far += data if len(data) > 4 else b""
        table += struct.pack(order + "HHI", tag, 3 if kind == "H" else 4, len(numbers)) + here
    head = (b"II*\0" if order == "<" else b"MM\0*") + struct.pack(order + "I", 8 + len(body))
    files[name + ".tif"] = head + body + table + bytes(4) + far


shorts = [(320, [257 * palette[3 * i + c] for c in range(3) for i in range(256)])]
for bits in (1, 2, 4):
    tiff(f"grey-{bits}", numbers >> (8 - bits), bits, 1)
    tiff(f"palette-{bits}", numbers >> (8 - bits), bits, 3, more=[(320, [257 * palette[3 * i + c] for c in range(3) for i in range(1 << bits)])])
tiff("grey-1-inverted", numbers >> 7, 1, 0, method=32773)
tiff("grey-8", numbers, 8, 1)
tiff("grey-8-inverted", numbers, 8, 0)
tiff("grey-alpha", noise[..., :2], 8, 1, more=[(338, [2])])
tiff("palette-8", numbers, 8, 3, more=shorts)
tiff("palette-8-tiles", numbers, 8, 3, tile=16, method=8, more=shorts)
for order in "<>":
    end = "little" if order == "<" else "big"
    tiff(f"grey-16-{end}", wide[..., 0], 16, 1, order)
    tiff(f"rgb-16-{end}", wide[..., :3], 16, 2, order)
    tiff(f"rgb-16-{end}-deflate", wide[..., :3], 16, 2, order, method=8, predictor=2)
    tiff(f"rgb-8-{end}", noise[..., :3], 8, 2, order, method=32773)
tiff("rgb-planes", noise[..., :3], 8, 2, planes=True)
tiff("rgb-planes-deflate", noise[..., :3], 8, 2, planes=True, method=8, predictor=2)
tiff("rgb-tiles", noise[..., :3], 8, 2, tile=16)
tiff("rgb-tiles-deflate", noise[..., :3], 8, 2, tile=16, method=32946, predictor=2)
tiff("rgba", noise, 8, 2, more=[(338, [2])])
tiff("rgba-16", wide, 16, 2, more=[(338, [2])])
tiff("rgba-unsaid", noise, 8, 2, more=[(338, [0])])
tiff("rgba-multiplied", np.concatenate([noise[..., :3] // 2, noise[..., 3:] | 64], 2), 8, 2, more=[(338, [1])])
tiff("turned", noise[..., :3], 8, 2, more=[(274, [6])])
large = Image.fromarray(np.random.default_rng(8).integers(0, 90, (90, 80, 3), dtype=np.uint8))
saved("lzw.tif", rgb, "TIFF", compression="tiff_lzw")
saved("lzw-long.tif", large, "TIFF", compression="tiff_lzw")
saved("lzw-predictor.tif", rgb, "TIFF", compression="tiff_lzw", tiffinfo={317: 2})
saved("lzw-flat.tif", Image.new("RGB", (70, 60), (1, 2, 3)), "TIFF", compression="tiff_lzw")
saved("packbits.tif", Image.new("L", (70, 6), 9), "TIFF", compression="packbits")
saved("pages.tif", rgb, "TIFF", save_all=True, append_images=[ImageOps.invert(rgb)])

lines = []
for name, data in files.items():
    (target / name).write_bytes(data)
    image = Image.open(io.BytesIO(data))
    if image.mode.startswith("I"):
        image = Image.fromarray((np.asarray(image) >> 8).astype(np.uint8))
    image = ImageOps.exif_transpose(image)
    colours = image.convert("RGB").tobytes().hex()
    lines.append(f"{name} {image.width} {image.height} {colours} {image.convert('L').tobytes().hex()}")
(target / "table.txt").write_text("\n".join(lines) + "\n")
