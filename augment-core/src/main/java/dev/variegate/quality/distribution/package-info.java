/** Distances between sets of images by their features: FID, KID, precision, coverage, diversity. */
@API(status = API.Status.INTERNAL)
package dev.variegate.quality.distribution;

import org.apiguardian.api.API;
