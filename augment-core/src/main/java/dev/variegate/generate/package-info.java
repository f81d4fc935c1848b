/** Requests to generative methods and their results. */
@API(status = API.Status.STABLE)
package dev.variegate.generate;

import org.apiguardian.api.API;
