/**
 * Routines on samples that both wings share: tables, matrices, resampling, blending, holes and the
 * native kernels.
 */
@API(status = API.Status.INTERNAL)
package dev.variegate.pixel;

import org.apiguardian.api.API;
