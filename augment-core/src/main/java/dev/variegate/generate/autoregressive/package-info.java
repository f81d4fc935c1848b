/** Autoregressive models: the distribution of each pixel given those before it, and its draws. */
@API(status = API.Status.INTERNAL)
package dev.variegate.generate.autoregressive;

import org.apiguardian.api.API;
