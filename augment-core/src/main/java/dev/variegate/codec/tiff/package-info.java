/**
 * TIFF 6.0 and BigTIFF, read and written without a library, because none that was tried reads as
 * many variants correctly.
 */
@API(status = API.Status.INTERNAL)
package dev.variegate.codec.tiff;

import org.apiguardian.api.API;
