/**
 * What an operation is, the catalog of all operations, and the references that some are made like.
 */
@API(status = API.Status.STABLE)
package dev.variegate.op;

import org.apiguardian.api.API;
