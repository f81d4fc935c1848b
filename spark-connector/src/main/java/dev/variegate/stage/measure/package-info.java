/** Measures of sets of images on Spark: their features in blocks, and what pairs of blocks say. */
@API(status = API.Status.INTERNAL)
package dev.variegate.stage.measure;

import org.apiguardian.api.API;
