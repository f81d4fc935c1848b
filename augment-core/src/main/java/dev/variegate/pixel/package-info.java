/**
 * Sample routines shared by operations and generators: tables, matrices, resampling, blending, hole
 * filling and the native kernels.
 */
@API(status = API.Status.INTERNAL)
package dev.variegate.pixel;

import org.apiguardian.api.API;
