/** Super-resolution, by a network or by a kernel. */
@API(status = API.Status.INTERNAL)
package dev.variegate.generate.upscale;

import org.apiguardian.api.API;
