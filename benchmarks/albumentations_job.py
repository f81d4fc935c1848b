"""Makes copies of the images of a folder with Albumentations 1.3.1, in several processes: the peer of the job.

usage: albumentations_job.py ALBUMENTATIONS INPUT OUTPUT COPIES PROCESSES
ALBUMENTATIONS is a folder that holds the package, such as a checkout of its tag 1.3.1. Needs Debian's python3-opencv,
python3-skimage, python3-sklearn, python3-scipy and python3-yaml. The chain is that of conf/policies/crop-224.yaml.
"""
import glob
import os
import sys
import types

# Adapts domains, which the chain does not; Debian has no package of it.
sys.modules["qudida"] = types.ModuleType("qudida")
sys.modules["qudida"].DomainAdapter = object
sys.path.insert(0, sys.argv[1])

import albumentations  # noqa: E402
import cv2  # noqa: E402
from multiprocessing import Pool  # noqa: E402

cv2.setNumThreads(1)
QUALITY = [cv2.IMWRITE_JPEG_QUALITY, 95]
CHAIN = albumentations.Compose(
    [
        albumentations.RandomResizedCrop(224, 224, scale=(0.35, 1), p=1),
        albumentations.HorizontalFlip(p=0.5),
        albumentations.Rotate(15, p=1),
        albumentations.ColorJitter(0.2, 0.2, 0.2, 0.03, p=1),
    ]
)


def expand(file):
    image = cv2.cvtColor(cv2.imread(file), cv2.COLOR_BGR2RGB)
    label, name = os.path.split(file)
    folder = os.path.join(sys.argv[3], os.path.basename(label))
    os.makedirs(folder, exist_ok=True)
    for copy in range(int(sys.argv[4])):
        made = cv2.cvtColor(CHAIN(image=image)["image"], cv2.COLOR_RGB2BGR)
        cv2.imwrite(f"{folder}/{name[:-4]}-{copy}.jpg", made, QUALITY)


if __name__ == "__main__":
    with Pool(int(sys.argv[5])) as pool:
        pool.map(expand, sorted(glob.glob(sys.argv[2] + "/*/*/*.jpg")), chunksize=25)
