/** Exact plans: how many images of each class each method makes. */
@API(status = API.Status.INTERNAL)
package dev.variegate.stage.balance;

import org.apiguardian.api.API;
