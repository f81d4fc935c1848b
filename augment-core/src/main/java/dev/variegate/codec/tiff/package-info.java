/**
 * TIFF 6.0 and BigTIFF, read and written without a library, for none that was tried reads as many
 * of its kinds right.
 */
@API(status = API.Status.INTERNAL)
package dev.variegate.codec.tiff;

import org.apiguardian.api.API;
