/** Scores of generated images and what they cost. */
@API(status = API.Status.INTERNAL)
package dev.variegate.benchmarks.measure;

import org.apiguardian.api.API;
