"""The texts of PowerShell's parse errors by error id; ``{0}`` … are filled in by `message`."""

from __future__ import annotations

_LOOP_FORM = "\nThe correct form is: foreach ($a in $b) {...}"

MESSAGES = {
    "AllStream": "* stream",
    "AmbiguousTypeReference": "Type name '{0}' is ambiguous, it could be '{1}' or '{2}'.",
    "ArrayHasTooManyDimensions": "The array has too many dimensions: {0}. The number of dimensions for an array must be less than or equal to 32.",
    "ArrayReferenceNotSupportedInDataSection": "Array references are not allowed in restricted language mode or a Data section.",
    "AssignmentStatementNotSupportedInDataSection": "Assignment statements are not allowed in restricted language mode or a Data section.",
    "AssignmentStatementToAutomaticNotSupported": "Cannot assign automatic variable '{0}' with type '{1}'",
    "AttributeNotAllowedOnDeclaration": "Attribute '{0}' is not valid on this declaration. It is valid on '{1}' declarations only.",
    "AttributeNotSupportedInDataSection": "Attributes are not allowed in restricted language mode or a Data section.",
    "BackgroundOperatorInPipelineChain": "Background operators can only be used at the end of a pipeline chain.",
    "BadNumericConstant": "The numeric constant {0} is not valid.",
    "BaseClassNoDefaultCtor": "Base class '{0}' does not contain a parameterless constructor.",
    "CannotConvertValue": 'Cannot convert the value to type "{0}".',
    "CannotLoadAssemblyFromUncPath": "Cannot use assembly with an UNC path: '{0}'.",
    "CannotLoadAssemblyWithUriSchema": "Cannot use assembly with uri schema '{0}'.",
    "CmdletNotInAllowedListForDataSection": "The command '{0}' is not allowed in restricted language mode or a Data section.",
    "ConstructorCantHaveReturnType": "A constructor cannot specify a return type.",
    "ControlLeavingFinally": "Flow of control cannot leave a Finally block.",
    "CustomAttributeTypeNotFound": (
        "Cannot find the type for custom attribute '{0}'. Make sure that the assembly that contains this type is loaded."
    ),
    "CycleInEnumInitializers": "Cannot define enum because of a cycle in the initialization expressions.",
    "DataSectionStatementNotSupportedInDataSection": "The data statement is not allowed in restricted language mode or another Data section.",
    "DebugStream": "debug stream",
    "DoWhileStatementNotSupportedInDataSection": "The Do and While statements are not allowed in restricted language mode or a Data section.",
    "DotSourcingNotSupportedInDataSection": "Dot sourcing is not allowed in restricted language mode or a Data section.",
    "DscResourceInvalidGetMethod": "The DSC resource '{0}' has an invalid Get() method: it must return [{0}] and accept no parameters.",
    "DscResourceInvalidKeyProperty": "The type of a DSC resource's key property must be a string, an integer or an enumeration.",
    "DscResourceMissingDefaultConstructor": "The DSC resource '{0}' is missing a default constructor.",
    "DscResourceMissingGetMethod": "The DSC resource '{0}' is missing a Get() method that returns [{0}] and accepts no parameters.",
    "DscResourceMissingKeyProperty": "The DSC resource '{0}' must have at least one key property (using the syntax '[DscProperty(Key)]'.)",
    "DscResourceMissingSetMethod": "The DSC resource '{0}' is missing a Set() method that returns [void] and accepts no parameters.",
    "DscResourceMissingTestMethod": "The DSC resource '{0}' is missing a Test() method that returns [bool] and accepts no parameters.",
    "DuplicateFormalParameter": "Duplicate parameter ${0} in parameter list.",
    "DuplicateKeyInHashLiteral": "Duplicate keys '{0}' are not allowed in hash literals.",
    "DuplicateNamedArgument": "Duplicate named arguments '{0}' are not allowed.",
    "DuplicateQualifier": "Duplicate '{0}' qualifier",
    "DuplicateScriptCommandClause": "Script command clause '{0}' has already been defined.",
    "EmptyCatchNotLast": "Catch block must be the last catch block.",
    "EmptyPipeElement": "An empty pipe element is not allowed.",
    "EmptyPipelineChainElement": "A pipeline chain operator must be followed by a pipeline.",
    "EmptyVariableReference": "An empty ${} variable reference was found. A name is required inside the braces.",
    "EndSquareBracketExpectedAtEndOfAttribute": "Missing ] at end of attribute or type literal.",
    "EndSquareBracketExpectedAtEndOfType": "Missing ] at end of type token.",
    "EnumeratorValueMustBeConstant": "Enumerator value must be a constant value.",
    "EnumeratorValueOutOfBounds": "Enumerator value is either too large or too small for {0}.",
    "ErrorLoadingAssembly": "Cannot load assembly '{0}'.",
    "ErrorStream": "error stream",
    "ExceptionTypeAlreadyCaught": "Exception type {0} is already handled by a previous handler.",
    "ExpandableStringNotSupportedInDataSection": "Expandable strings are not allowed in restricted language mode or a Data section.",
    "ExpectedExpression": "An expression was expected after '('.",
    "ExpectedValueExpression": "You must provide a value expression following the '{0}' operator.",
    "ExpressionsMustBeFirstInPipeline": "Expressions are only allowed as the first element of a pipeline.",
    "FlowControlStatementNotSupportedInDataSection": (
        "Flow control statements such as Break, Continue, Return, Exit, and Throw are not allowed in restricted language mode or a Data section."
    ),
    "ForWhileStatementNotSupportedInDataSection": "For and While statements are not allowed in restricted language mode or a Data section.",
    "ForeachStatementNotSupportedInDataSection": "Foreach statements are not allowed in restricted language mode or a Data section.",
    "FunctionDeclarationNotSupportedInDataSection": "Function declarations are not allowed in restricted language mode or a Data section.",
    "IfStatementMissingCondition": "Missing condition in if statement after '{0} ('.",
    "IncompleteDollarSubexpressionReference": "$(subexpression) is missing the closing ')'.",
    "IncompleteDollarVariableReference": "${{variable}} reference starting is missing the closing '}}'.",
    "IncompleteMemberDefinition": "Missing a property name or method definition.",
    "IncompleteString": "Incomplete string token.",
    "InformationStream": "information stream",
    "InterfaceNameExpected": "'{0}': Interface name expected.",
    "InvalidConfigurationName": (
        "The configuration name '{0}' is not valid. Standard names may only contain letters (a-z, A-Z), numbers (0-9), period (.), hyphen (-) and "
        "underscore (_). The name may not be null or empty, and should start with a letter."
    ),
    "InvalidEndOfLine": "The token '{0}' is not a valid statement separator in this version.",
    "InvalidForeachFlag": "The parameter {0} is not valid for the foreach statement.",
    "InvalidFunctionParameter": ("Parameter declarations are a comma-separated list of variable names with optional initializer expressions."),
    "InvalidLeftHandSide": (
        "The assignment expression is not valid. The input to an assignment operator must be an object that is able to accept assignments, "
        "such as a variable or a property."
    ),
    "InvalidNamespaceValue": "The specified namespace in the 'using' statement contains invalid characters.",
    "InvalidPSSnapInName": "The PowerShell snap-in name is not valid.",
    "InvalidParameterForDataSectionStatement": (
        'The "{0}" parameter of the Data section is not valid. The valid Data section parameter is SupportedCommand.'
    ),
    "InvalidScriptBlockInDataSection": ("A Begin statement block, Process statement block, or parameter statement is not allowed in a Data section."),
    "InvalidSwitchFlag": "The parameter {0} is not valid for the switch statement.",
    "InvalidUnderlyingType": (
        "'{0}' is not a valid underlying type for enums. Expected a builtin integral type "
        "(one of byte, sbyte, short, ushort, int, uint, long or ulong)"
    ),
    "InvalidUnicodeEscapeSequence": (
        "The Unicode escape sequence is not valid. A valid sequence is `u{ followed by one to six hex digits and a closing '}'."
    ),
    "InvalidUnicodeEscapeSequenceValue": "The Unicode escape sequence value is out of range. The maximum value is 0x10FFFF.",
    "InvalidUsingExpression": "Expression is not allowed in a Using expression.",
    "InvalidValueForUsingItemName": "'{0}' is not a valid value for using name.",
    "InvalidBracedVariableReference": "Variable reference is not valid. The variable name is missing.",
    "InvalidVariableReference": (
        "Variable reference is not valid. '$' was not followed by a valid variable name character. Consider using ${} to delimit the name."
    ),
    "InvalidVariableReferenceWithDrive": (
        "Variable reference is not valid. ':' was not followed by a valid variable name character. Consider using ${} to delimit the name."
    ),
    "KeywordParameterReservedForFutureUse": "The {0} '-{1}' parameter is reserved for future use.",
    "LabelNotFound": "Label '{0}' not found inside the method.",
    "MemberAlreadyDefined": "The member '{0}' is already defined.",
    "MethodCallNotSupportedInDataSection": "Method calls are not allowed in restricted language mode or a Data section.",
    "MethodHasCodePathNotReturn": "Not all code path returns value within method.",
    "MissingArgument": "Missing argument in parameter list.",
    "MissingArrayIndexExpression": "Array index expression is missing or not valid.",
    "MissingAssemblyNameSpecification": "The type name is missing the assembly name specification.",
    "MissingBaseCtorCall": "Missing 'base' after ':' in a base class constructor call.",
    "MissingCatchHandlerBlock": "The Catch block is missing its statement block.",
    "MissingCatchOrFinally": "The Try statement is missing its Catch or Finally block.",
    "MissingColonInTernaryExpression": "Missing ':' in the ternary expression.",
    "MissingConfigurationName": (
        "The name for the configuration is missing. Provide the missing name as a simple name, string, or string-valued expression."
    ),
    "MissingCurlyBraceInSwitchStatement": "Missing '{' in switch statement.",
    "MissingCurlyInConfigurationStatement": "Missing '{' in configuration statement.",
    "MissingEndCurlyBrace": "Missing closing '}' in statement block or type definition.",
    "MissingEndParenthesisAfterForeach": "Missing closing ')' after expression part of foreach loop." + _LOOP_FORM,
    "MissingEndParenthesisAfterStatement": "Missing closing ')' after expression in '{0}' statement.",
    "MissingEndParenthesisInExpression": "Missing closing ')' in expression.",
    "MissingEndParenthesisInFunctionParameterList": "Missing ')' in function parameter list.",
    "MissingEndParenthesisInMethodCall": "Missing ')' in method call.",
    "MissingEndParenthesisInSubexpression": "Missing closing ')' in subexpression.",
    "MissingEndParenthesisInSwitchStatement": "Missing ')' after expression in switch statement.",
    "MissingEndSquareBracket": "Missing ']' after array index expression.",
    "MissingEqualsInHashLiteral": "Missing '=' operator after key in hash literal.",
    "MissingEqualsInUsingAlias": "Missing '=' operator",
    "MissingExpression": "Missing expression after '{0}' in pipeline element.",
    "MissingExpressionAfterKeyword": "Missing expression after '{0}' in loop.",
    "MissingExpressionAfterOperator": "Missing expression after unary operator '{0}'.",
    "MissingExpressionAfterToken": "Missing expression after '{0}'.",
    "MissingExpressionInNamedArgument": "Missing statement after '=' in named argument.",
    "MissingFileSpecification": "Missing file specification after redirection operator.",
    "MissingFilenameOption": "Cannot process the 'switch' statement because of a missing file name argument to the -file option.",
    "MissingFinallyStatementBlock": "The Finally block is missing its statement block.",
    "MissingForeachExpression": "Missing expression in foreach loop." + _LOOP_FORM,
    "MissingForeachStatement": "Missing statement body in foreach loop." + _LOOP_FORM,
    "MissingFunctionBody": "Missing function body in function declaration.",
    "MissingInInForeach": "Missing 'in' after variable in foreach loop." + _LOOP_FORM,
    "MissingLoopStatement": "Missing statement body in {0} loop.",
    "MissingMethodParameterList": "Missing '(' in class method parameter list.",
    "MissingNameAfterKeyword": "Missing name after {0} keyword.",
    "MissingNamedBlocks": "unexpected token '{0}', expected 'begin', 'process', 'end', 'clean', or 'dynamicparam'.",
    "MissingNamedStatementBlock": "Missing statement block after '{0}'.",
    "MissingNamespaceAlias": "Missing namespace alias",
    "MissingOpenParenthesisAfterKeyword": "Missing opening '(' after keyword '{0}'.",
    "MissingOpenParenthesisInIfStatement": "Missing '(' after '{0}' in if statement.",
    "MissingPropertyName": "Missing property name after reference operator.",
    "MissingPropertyTerminator": "Missing ';' or end-of-line in property definition.",
    "MissingStatementAfterKeyword": "Missing statement body after keyword '{0}'.",
    "MissingStatementBlock": "Missing statement block after {0} ( condition ).",
    "MissingStatementBlockAfterElse": "Missing statement block after 'else' keyword.",
    "MissingStatementBlockForDataSection": "The Data section is missing its statement block.",
    "MissingStatementInHashLiteral": "Missing statement after '=' in hash literal.",
    "MissingStatementTerminator": "Missing a newline or semicolon.",
    "MissingSwitchConditionExpression": "Missing condition in switch statement clause.",
    "MissingSwitchStatementClause": "Missing statement block in switch statement clause.",
    "MissingTerminatorMultiLineComment": "The terminator '#>' is missing from the multiline comment.",
    "MissingThrottleLimit": ("The ThrottleLimit parameter of the foreach statement is missing a value. Supply a throttle limit to the parameter."),
    "MissingThis": "Cannot assign property, use '{0}{1}'.",
    "MissingTrapStatement": "The 'trap' statement was incomplete. A trap statement requires a body.",
    "MissingTryStatementBlock": "The Try statement is missing its statement block.",
    "MissingTypeBody": "Missing '{0}' body in '{0}' declaration.",
    "MissingTypeInStaticPropertyAssignment": "Cannot assign static property, use '{0}{1}'.",
    "MissingTypeLiteralToken": "Missing type literal.",
    "MissingTypename": "Missing type name after '['.",
    "MissingUnicodeEscapeSequenceTerminator": "The Unicode escape sequence is missing the closing '}'.",
    "MissingUsingItemName": "Missing using name",
    "MissingUsingStatementDirective": "Missing using directive",
    "MissingValueForSupportedCommandInDataSectionStatement": (
        "The SupportedCommand parameter of the Data section is missing a value. Supply a cmdlet or function name to the parameter."
    ),
    "MissingVariableNameAfterForeach": "Missing variable name after foreach." + _LOOP_FORM,
    "MissingWhileOrUntilInDoWhile": "Missing while or until keyword in do loop.",
    "ModuleNotFoundDuringParse": "Could not find the module '{0}'.",
    "MultipleSwitchDefaultClauses": "A switch statement can have only one default clause.",
    "MultipleTypeConstraintsOnMethodParam": "Multiple type constraints are not allowed on a method parameter.",
    "NamedBlockNotAllowedInMethod": "A named block is not allowed in a class method.",
    "NonStaticMemberAccessInStaticMember": ("Cannot access the non-static member '{0}' in a static method or initializer of a static property."),
    "NonVoidMethodMissingReturnValue": "Invalid return statement within non-void method.",
    "OnlyOneParameterListAllowed": "The param statement cannot be used if arguments were specified in the function declaration.",
    "OpenBraceNeedsToBeBackTickedInVariableName": "Use `{ instead of { in variable names.",
    "OperatorNotSupportedInDataSection": "The '{0}' operator is not allowed in restricted language mode or a Data section.",
    "OperatorRequiresVariableOrProperty": "The '{0}' operator works only on variables or on properties.",
    "OrderedAttributeOnlyOnHashLiteralNode": "The {0} attribute can be specified only on a hash literal node.",
    "OutputStream": "output stream",
    "ParallelAndSequenceBlockNotSupportedInDataSection": (
        "Parallel and sequence blocks are not allowed in restricted language mode or a Data section."
    ),
    "ParamBlockNotAllowedInMethod": "A param block is not allowed in a class method.",
    "ParameterAlreadyBound": (
        "Cannot bind parameter because parameter '{1}' is specified more than once. To provide multiple values to parameters that can accept "
        'multiple values, use the array syntax. For example, "-parameter value1,value2,value3".'
    ),
    "ParameterAttributeArgumentNeedsToBeConstant": "Attribute argument must be a constant.",
    "ParameterAttributeArgumentNeedsToBeConstantOrScriptBlock": "Attribute argument must be a constant or a script block.",
    "ParameterCannotHaveArgument": "Parameter {0} cannot have an argument.",
    "ParameterDeclarationNotSupportedInDataSection": "Parameter declarations are not allowed in restricted language mode or a Data section.",
    "ParameterRequiresArgument": "Parameter {0} requires an argument.",
    "ParserError": "{0}",
    "PipelineValueRequired": "A switch statement must have one of the following:  '-file file_name' or '( expression )'.",
    "PropertyNotFoundForAttribute": ("Property '{0}' cannot be found for attribute '{1}'. Specify one of the following properties: {2}."),
    "PropertyNotFoundForType": "Property '{0}' cannot be found for type '{1}'.",
    "PropertyReferenceNotSupportedInDataSection": "Property references are not allowed in restricted language mode or a Data section.",
    "ReadOnlyProperty": "'{0}' is a ReadOnly property.",
    "RedirectionNotSupported": "The '{0}' operator is reserved for future use.",
    "RedirectionNotSupportedInDataSection": "Redirection is not allowed in restricted language mode or a Data section.",
    "ReferenceNeedsToBeByItselfInTypeConstraint": "Cannot use [ref] with other types in a type constraint.",
    "ReferenceNeedsToBeByItselfInTypeSequence": "Cannot have two occurrences of [ref] in a type sequence.",
    "ReferenceNeedsToBeLastTypeInTypeConversion": "[ref] can only be the final type in type conversion sequence.",
    "RequiredNameOrExpressionMissing": "A required name or expression was missing.",
    "RequiresArgumentMustBeConstant": "Argument must be constant.",
    "RequiresInvalidStringArgument": "The argument for the {0} parameter is not valid. Specify a valid string argument.",
    "RequiresModuleInvalid": "The argument for the Module parameter is not valid. {0}",
    "RequiresPSEditionInvalid": "The argument for the {0} parameter is not valid. Specify a valid PowerShell edition.",
    "RequiresPSEditionValueIsAlreadySpecified": (
        "The argument for the {0} parameter contains duplicate values. Do not specify duplicate PowerShell edition values."
    ),
    "RequiresVersionInvalid": (
        "The argument for the Version parameter is not valid. Specify a valid PowerShell version, in the format major.minor version."
    ),
    "ReservedKeywordNotAllowed": "The '{0}' keyword is not supported in this version of the language.",
    "ScriptBlockNotSupportedInDataSection": "Script block literals are not allowed in restricted language mode or a Data section.",
    "ScriptRequiresInvalidFormat": (
        "Cannot process the #requires statement because it is not in the correct format.\nThe #requires statement must be in one of the following "
        'formats:\n "#requires -shellid <shellID>"\n "#requires -version <major.minor>"\n "#requires -psedition <edition>"\n '
        '"#requires -pssnapin <psSnapInName> [-version <major.minor>]"\n "#requires -modules <ModuleSpecification>"\n "#requires -runasadministrator"'
    ),
    "ScriptTooComplicated": "Processing was stopped because the script is too complex.",
    "SealedBaseClass": "Cannot inherit from sealed class '{0}'.",
    "SplattingNotPermitted": (
        "The splatting operator '@' cannot be used to reference variables in an expression. '@{0}' can be used only as an argument to a command. "
        "To reference variables in an expression use '${0}'."
    ),
    "SplattingNotPermittedInArgumentList": "Splatted variables like '@{0}' cannot be part of a comma-separated list of arguments.",
    "StaticConstructorCantHaveParameters": "A static constructor cannot have any parameters.",
    "StreamAlreadyRedirected": "The {0} for this command is already redirected.",
    "SubtypeArray": "Invalid base type '{0}'. Base type cannot be an array.",
    "SubtypeUnclosedGeneric": "Invalid base type '{0}'. Base type cannot be a generic with unspecified parameters.",
    "SwitchStatementNotSupportedInDataSection": "The switch statement is not allowed in restricted language mode or a Data section.",
    "TerminatorExpectedAtEndOfString": "The string is missing the terminator: {0}.",
    "ThrottleLimitRequiresParallelFlag": ("The ThrottleLimit parameter is only supported on foreach statements that use the Parallel parameter."),
    "TokenAfterEndOfValidScriptText": "Executable script code found in signature block.",
    "TooManyDigitsInUnicodeEscapeSequence": ("The Unicode escape sequence contains more than the maximum of six hex digits between braces."),
    "TooManyTypes": "Only one type may be specified on class members.",
    "TrapStatementNotSupportedInDataSection": "The Trap statement is not allowed in restricted language mode or a Data section.",
    "TryStatementNotSupportedInDataSection": "The Try statement is not allowed in restricted language mode or a Data section.",
    "TypeNameExpected": "Type name expected.",
    "TypeNotAllowedBeforeParam": "Unexpected type [{0}] was found in the parameter statement.",
    "TypeNotAllowedBeforeStatement": "Unexpected type [{0}] was found before statement.",
    "TypeNotAllowedForParameter": "The type '{0}' is not allowed on a parameter.",
    "TypeNotAllowedForProperty": "The type '{0}' is not allowed on a property.",
    "TypeNotAllowedInDataSection": "The type {0} is not allowed in restricted language mode or a Data section.",
    "TypeNotFound": "Unable to find type [{0}].",
    "UnexpectedAttribute": "Unexpected attribute '{0}'.",
    "UnexpectedCharactersAfterHereStringHeader": "No characters are allowed after a here-string header but before the end of the line.",
    "UnexpectedKeyword": "Unexpected keyword '{0}'.",
    "UnexpectedToken": "Unexpected token '{0}' in expression or statement.",
    "UnexpectedUnaryOperator": "Internal error - unexpected unary operator {0}.",
    "UnrecognizedToken": "Unrecognized token in source text.",
    "UsingMustBeAtStartOfScript": "A 'using' statement must appear before any other statements in a script.",
    "UsingStatementNotSupported": "This syntax of the 'using' statement is not supported.",
    "VariableNotLocal": "Variable is not assigned in the method.",
    "VariableReferenceNotSupportedInDataSection": (
        "A variable that cannot be referenced in restricted language mode or a Data section is being referenced. Variables that can be referenced "
        "include the following: {0}."
    ),
    "VerboseStream": "verbose stream",
    "VoidMethodHasReturn": "Invalid return statement within void method.",
    "VoidTypeConstraintNotAllowed": "[void] cannot be used as a parameter type, or on the left side of an assignment.",
    "WarningStream": "warning stream",
    "WhitespaceBeforeHereStringFooter": "White space is not allowed before the string terminator.",
    "WildCardModuleNameError": "Wildcard characters are not supported for module names.",
    "WorkflowNotSupportedInPowerShellCore": "Workflow is not supported in PowerShell 6+.",
}


def message(error_id: str, *arguments: object) -> str:
    """Return the text of an error, its places filled in."""
    text = MESSAGES[error_id]
    for number, argument in enumerate(arguments):
        text = text.replace(f"{{{number}}}", str(argument))
    return text
