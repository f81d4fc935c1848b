/**
 * Kernels of our own for what OpenCV does too slowly on 8-bit samples: bilinear warps and zooms,
 * sums of many neighbors, chains of color changes and moments of colors.
 */
@API(status = API.Status.INTERNAL)
package dev.variegate.pixel.kernel;

import org.apiguardian.api.API;
