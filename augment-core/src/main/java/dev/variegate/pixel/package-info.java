/**
 * Sample routines shared by operations and generators: tables, matrices, resampling, blending and
 * hole filling.
 */
@API(status = API.Status.INTERNAL)
package dev.variegate.pixel;

import org.apiguardian.api.API;
