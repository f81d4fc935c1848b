/** The figures of a model card. */
@API(status = API.Status.INTERNAL)
package dev.variegate.benchmarks.modelcard;

import org.apiguardian.api.API;
