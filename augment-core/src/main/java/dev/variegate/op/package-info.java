/**
 * The operation interface, the catalog of all operations, and the reference images that some
 * operations match.
 */
@API(status = API.Status.STABLE)
package dev.variegate.op;

import org.apiguardian.api.API;
