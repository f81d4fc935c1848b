/** Training of the generator of clothes that is shipped. */
@API(status = API.Status.INTERNAL)
package dev.variegate.benchmarks.training;

import org.apiguardian.api.API;
