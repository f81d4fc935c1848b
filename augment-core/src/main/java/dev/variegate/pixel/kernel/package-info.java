/**
 * Kernels of our own for what OpenCV does too slowly on 8-bit samples: bilinear warps, motion-blur
 * lines, chains of color changes and sums.
 */
@API(status = API.Status.INTERNAL)
package dev.variegate.pixel.kernel;

import org.apiguardian.api.API;
