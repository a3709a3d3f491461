package dev.flinkjobs.connectors.jdbc;

import java.io.Serializable;
import java.util.List;
import java.util.Map;

/**
 * How databases of one kind are reached.
 *
 * @param prefix what their URLs begin with
 * @param className the class that connects
 * @param artifact where that class is found, as Maven names it, in the version that is tested
 * @param settings what of it a user may set
 * @param defaults what is set unless the user does
 * @param userVariable the variable of the environment for the user's name
 * @param passwordVariable that for the password
 */
record JdbcDriver(
    String prefix,
    String className,
    String artifact,
    List<String> settings,
    Map<String, String> defaults,
    String userVariable,
    String passwordVariable)
    implements Serializable {}
