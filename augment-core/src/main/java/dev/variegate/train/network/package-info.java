/** Networks that several families of models share. */
@API(status = API.Status.INTERNAL)
package dev.variegate.train.network;

import org.apiguardian.api.API;
