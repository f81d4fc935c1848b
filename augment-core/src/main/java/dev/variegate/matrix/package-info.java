/** Linear algebra of dense matrices: products, factors and eigenvectors. */
@API(status = API.Status.INTERNAL)
package dev.variegate.matrix;

import org.apiguardian.api.API;
