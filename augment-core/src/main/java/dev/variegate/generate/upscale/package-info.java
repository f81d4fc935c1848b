/** Super-resolution, with a network or a resampling kernel. */
@API(status = API.Status.INTERNAL)
package dev.variegate.generate.upscale;

import org.apiguardian.api.API;
