/** What generative methods are asked for and what they answer. */
@API(status = API.Status.STABLE)
package dev.variegate.generate;

import org.apiguardian.api.API;
