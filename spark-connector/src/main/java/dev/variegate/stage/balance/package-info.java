/** Plans: how many images of each class each method makes, exactly. */
@API(status = API.Status.INTERNAL)
package dev.variegate.stage.balance;

import org.apiguardian.api.API;
