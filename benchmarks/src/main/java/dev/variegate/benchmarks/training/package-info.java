/** Training of the shipped clothes generator. */
@API(status = API.Status.INTERNAL)
package dev.variegate.benchmarks.training;

import org.apiguardian.api.API;
