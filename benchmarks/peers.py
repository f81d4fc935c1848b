"""Decodes every image below a folder with Pillow and keeps the samples for PeerSuites.

Usage: peers.py IMAGES REFERENCES

REFERENCES mirrors IMAGES: for each file that Pillow reads, NAME.ref holds one line of text
("width height channels bits") and the samples, row by row, big-endian; where Pillow refuses,
NAME.no holds its words. Palettes and transparent colors come as RGB or RGBA, orientation is applied.
"""

import sys
import warnings
from pathlib import Path

import numpy
from PIL import Image, ImageOps

warnings.simplefilter("ignore")
Image.MAX_IMAGE_PIXELS = 100_000_000


def plain(image):
    if image.mode == "P" or (image.mode == "RGB" and "transparency" in image.info):
        return image.convert("RGBA" if "transparency" in image.info else "RGB")
    if image.mode in ("LA", "La", "PA", "RGBa"):
        return image.convert("RGBA")
    if image.mode in ("CMYK", "YCbCr", "RGBX", "LAB", "HSV"):
        return image.convert("RGB")
    return image.convert("L") if image.mode == "1" else image


def samples(image):
    array = numpy.asarray(plain(image))
    if array.dtype == numpy.int32:
        array = array.clip(0, 65535).astype(numpy.uint16)
    bits = array.dtype.itemsize * 8
    channels = 1 if array.ndim == 2 else array.shape[2]
    head = f"{image.width} {image.height} {channels} {bits}\n"
    return head.encode() + array.astype(array.dtype.newbyteorder(">")).tobytes()


def main(images, references):
    for file in sorted(p for p in images.rglob("*") if p.is_file()):
        out = references / file.relative_to(images)
        out.parent.mkdir(parents=True, exist_ok=True)
        try:
            with Image.open(file) as image:
                image.load()
                made = samples(ImageOps.exif_transpose(image))
            out.with_name(out.name + ".ref").write_bytes(made)
        except Exception as refusal:  # whatever a peer throws is its refusal
            out.with_name(out.name + ".no").write_text(f"{type(refusal).__name__}: {refusal}")


main(Path(sys.argv[1]), Path(sys.argv[2]))
