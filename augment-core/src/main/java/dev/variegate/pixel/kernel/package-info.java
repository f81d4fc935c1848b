/**
 * What OpenCV does too slowly with 8-bit samples, by kernels of our own: bilinear warps, lines of
 * motion, chains of color changes and sums.
 */
@API(status = API.Status.INTERNAL)
package dev.variegate.pixel.kernel;

import org.apiguardian.api.API;
