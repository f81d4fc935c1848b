/** Decoding and encoding: JPEG, PNG, WebP, BMP, GIF, TIFF and Netpbm, with their color profiles. */
@API(status = API.Status.STABLE)
package dev.variegate.codec;

import org.apiguardian.api.API;
