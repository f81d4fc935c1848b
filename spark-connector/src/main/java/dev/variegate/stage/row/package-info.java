/**
 * The row engine: rows of a partition in, rows out, with batching, refusals, partners, labels and
 * lineage.
 */
@API(status = API.Status.INTERNAL)
package dev.variegate.stage.row;

import org.apiguardian.api.API;
