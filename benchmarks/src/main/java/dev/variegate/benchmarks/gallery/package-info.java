/** The gallery of the documentation. */
@API(status = API.Status.INTERNAL)
package dev.variegate.benchmarks.gallery;

import org.apiguardian.api.API;
