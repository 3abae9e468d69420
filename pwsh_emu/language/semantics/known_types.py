"""Type names that a class may use: .NET and PowerShell types that PowerShell 7 on Linux finds, by namespace.

A table for the checks that PowerShell makes while it parses classes. Generic types stand here without their arity.
"""

from __future__ import annotations

ACCELERATORS = {
    "alias": "System.Management.Automation.AliasAttribute",
    "allowemptycollection": "System.Management.Automation.AllowEmptyCollectionAttribute",
    "allowemptystring": "System.Management.Automation.AllowEmptyStringAttribute",
    "allownull": "System.Management.Automation.AllowNullAttribute",
    "argumentcompleter": "System.Management.Automation.ArgumentCompleterAttribute",
    "argumentcompletions": "System.Management.Automation.ArgumentCompletionsAttribute",
    "array": "System.Array",
    "bigint": "System.Numerics.BigInteger",
    "bool": "System.Boolean",
    "byte": "System.Byte",
    "char": "System.Char",
    "cimclass": "Microsoft.Management.Infrastructure.CimClass",
    "cimconverter": "Microsoft.Management.Infrastructure.CimConverter",
    "ciminstance": "Microsoft.Management.Infrastructure.CimInstance",
    "cimsession": "Microsoft.Management.Infrastructure.CimSession",
    "cimtype": "Microsoft.Management.Infrastructure.CimType",
    "cmdletbinding": "System.Management.Automation.CmdletBindingAttribute",
    "cultureinfo": "System.Globalization.CultureInfo",
    "datetime": "System.DateTime",
    "decimal": "System.Decimal",
    "double": "System.Double",
    "dsclocalconfigurationmanager": "System.Management.Automation.DscLocalConfigurationManagerAttribute",
    "dscproperty": "System.Management.Automation.DscPropertyAttribute",
    "dscresource": "System.Management.Automation.DscResourceAttribute",
    "experimentaction": "System.Management.Automation.ExperimentAction",
    "experimental": "System.Management.Automation.ExperimentalAttribute",
    "experimentalfeature": "System.Management.Automation.ExperimentalFeature",
    "float": "System.Single",
    "guid": "System.Guid",
    "hashtable": "System.Collections.Hashtable",
    "initialsessionstate": "System.Management.Automation.Runspaces.InitialSessionState",
    "int": "System.Int32",
    "int16": "System.Int16",
    "int32": "System.Int32",
    "int64": "System.Int64",
    "ipaddress": "System.Net.IPAddress",
    "ipendpoint": "System.Net.IPEndPoint",
    "long": "System.Int64",
    "mailaddress": "System.Net.Mail.MailAddress",
    "norunspaceaffinity": "System.Management.Automation.Language.NoRunspaceAffinityAttribute",
    "nullstring": "System.Management.Automation.Language.NullString",
    "objectsecurity": "System.Security.AccessControl.ObjectSecurity",
    "ordered": "System.Collections.Specialized.OrderedDictionary",
    "outputtype": "System.Management.Automation.OutputTypeAttribute",
    "parameter": "System.Management.Automation.ParameterAttribute",
    "physicaladdress": "System.Net.NetworkInformation.PhysicalAddress",
    "powershell": "System.Management.Automation.PowerShell",
    "psaliasproperty": "System.Management.Automation.PSAliasProperty",
    "pscredential": "System.Management.Automation.PSCredential",
    "pscustomobject": "System.Management.Automation.PSObject",
    "psdefaultvalue": "System.Management.Automation.PSDefaultValueAttribute",
    "pslistmodifier": "System.Management.Automation.PSListModifier",
    "psmoduleinfo": "System.Management.Automation.PSModuleInfo",
    "psnoteproperty": "System.Management.Automation.PSNoteProperty",
    "psobject": "System.Management.Automation.PSObject",
    "psprimitivedictionary": "System.Management.Automation.PSPrimitiveDictionary",
    "pspropertyexpression": "Microsoft.PowerShell.Commands.PSPropertyExpression",
    "psscriptmethod": "System.Management.Automation.PSScriptMethod",
    "psscriptproperty": "System.Management.Automation.PSScriptProperty",
    "pstypenameattribute": "System.Management.Automation.PSTypeNameAttribute",
    "psvariable": "System.Management.Automation.PSVariable",
    "psvariableproperty": "System.Management.Automation.PSVariableProperty",
    "ref": "System.Management.Automation.PSReference",
    "regex": "System.Text.RegularExpressions.Regex",
    "runspace": "System.Management.Automation.Runspaces.Runspace",
    "runspacefactory": "System.Management.Automation.Runspaces.RunspaceFactory",
    "sbyte": "System.SByte",
    "scriptblock": "System.Management.Automation.ScriptBlock",
    "securestring": "System.Security.SecureString",
    "semver": "System.Management.Automation.SemanticVersion",
    "short": "System.Int16",
    "single": "System.Single",
    "string": "System.String",
    "supportswildcards": "System.Management.Automation.SupportsWildcardsAttribute",
    "switch": "System.Management.Automation.SwitchParameter",
    "timespan": "System.TimeSpan",
    "type": "System.Type",
    "uint": "System.UInt32",
    "uint16": "System.UInt16",
    "uint32": "System.UInt32",
    "uint64": "System.UInt64",
    "ulong": "System.UInt64",
    "uri": "System.Uri",
    "ushort": "System.UInt16",
    "validatecount": "System.Management.Automation.ValidateCountAttribute",
    "validatedrive": "System.Management.Automation.ValidateDriveAttribute",
    "validatelength": "System.Management.Automation.ValidateLengthAttribute",
    "validatenotnull": "System.Management.Automation.ValidateNotNullAttribute",
    "validatenotnullorempty": "System.Management.Automation.ValidateNotNullOrEmptyAttribute",
    "validatenotnullorwhitespace": "System.Management.Automation.ValidateNotNullOrWhiteSpaceAttribute",
    "validatepattern": "System.Management.Automation.ValidatePatternAttribute",
    "validaterange": "System.Management.Automation.ValidateRangeAttribute",
    "validatescript": "System.Management.Automation.ValidateScriptAttribute",
    "validateset": "System.Management.Automation.ValidateSetAttribute",
    "validatetrusteddata": "System.Management.Automation.ValidateTrustedDataAttribute",
    "validateuserdrive": "System.Management.Automation.ValidateUserDriveAttribute",
    "version": "System.Version",
    "void": "System.Void",
    "wildcardpattern": "System.Management.Automation.WildcardPattern",
    "x500distinguishedname": "System.Security.Cryptography.X509Certificates.X500DistinguishedName",
    "x509certificate": "System.Security.Cryptography.X509Certificates.X509Certificate",
    "xml": "System.Xml.XmlDocument",
}
"""Type accelerators (lower-case) to full names."""

_ON_PROPERTIES = """
    AllowEmptyCollection AllowEmptyString AllowNull ArgumentCompleter ArgumentCompletions DscProperty Parameter PSDefaultValue SupportsWildcards
    ValidateCount ValidateDrive ValidateLength ValidateNotNull ValidateNotNullOrEmpty ValidateNotNullOrWhiteSpace ValidatePattern ValidateRange
    ValidateScript ValidateSet ValidateTrustedData ValidateUserDrive
"""
_ON_CLASSES = "Cmdlet CmdletBinding DscResource OutputType"
ATTRIBUTE_TARGETS = {
    **{f"System.Management.Automation.{name}Attribute": "Property, Field" for name in _ON_PROPERTIES.split()},
    **{f"System.Management.Automation.{name}Attribute": "Class" for name in _ON_CLASSES.split()},
    "System.Management.Automation.AliasAttribute": "Class, Property, Field",
    "System.FlagsAttribute": "Enum",
    "System.NonSerializedAttribute": "Field",
    "System.ObsoleteAttribute": "Class, Struct, Enum, Constructor, Method, Property, Field, Event, Interface, Delegate",
    "System.SerializableAttribute": "Class, Struct, Enum, Delegate",
}
"""What attributes may stand on, where that is limited (AttributeUsage.ValidOn)."""

SPELLED = {name.lower(): name for name in ("Alias", *_ON_PROPERTIES.split(), *_ON_CLASSES.split())}
"""Accelerators of attributes as messages spell them."""

_NAMES = {
    "Microsoft.CSharp": "CSharpCodeProvider",
    "Microsoft.Management.Infrastructure": """
        CimClass CimConverter CimException CimFlags CimInstance CimMethodParameter CimMethodParametersCollection CimMethodResult CimProperty
        CimSession CimType
    """,
    "Microsoft.Management.Infrastructure.Options": "CimOperationOptions CimSessionOptions DComSessionOptions WSManSessionOptions",
    "Microsoft.PowerShell": """
        AdapterCodeMethods ConsoleShell DeserializingTypeConverter ExecutionPolicy ExecutionPolicyScope PSAuthorizationManager
        ProcessCodeMethods ToStringCodeMethods UnixConsoleHost
    """,
    "Microsoft.PowerShell.Cim": "CimInstanceAdapter",
    "Microsoft.PowerShell.Commands": """
        AddMemberCommand AliasProvider BasicHtmlWebResponseObject BreakpointType ByteCollection DisplayHintType EnhancedKeyUsageRepresentation
        EnvironmentProvider ExportAliasFormat FileHashInfo FileSystemContentReaderDynamicParameters FileSystemProvider ForEachObjectCommand
        FunctionProvider GenericMeasureInfo GetModuleCommand GetRandomCommand GroupInfo HelpCategoryInvalidException HistoryInfo
        HtmlWebResponseObject HttpResponseException ImportModuleCommand Internal InvokeRestMethodCommand InvokeWebRequestCommand JobManager
        JsonDateKind JsonObject Language MatchInfo MatchInfoContext MeasureInfo MemberDefinition ModuleSpecification NewObjectCommand OpenMode
        OutGridViewCommand OutTarget OutputAssemblyType PSPropertyExpression PSPropertyExpressionResult PSSessionConfigurationCommandBase
        ProcessCommandException RegistryProvider SelectObjectCommand ServiceCommandException SessionFilterState SessionStateProviderBase
        SetClipboardCommand ShowMarkdownCommand TestPathType TextMeasureInfo UpdateHelpScope UpdateListCommand VariableProvider
        WebAuthenticationType WebRequestMethod WebRequestSession WebResponseObject WebSslProtocol WhereObjectCommand WriteErrorException
        X509StoreLocation
    """,
    "Microsoft.PowerShell.Commands.Internal.Format": "FormatEndData FormatEntryData FormatInfoData FormatStartData",
    "Microsoft.VisualBasic": "DateAndTime FileSystem Financial Interaction Strings",
    "Microsoft.Win32": """
        PowerModeChangedEventArgs Registry RegistryHive RegistryKey RegistryKeyPermissionCheck RegistryOptions RegistryValueKind
        RegistryValueOptions RegistryView SystemEvents
    """,
    "Microsoft.Win32.SafeHandles": "SafeFileHandle SafeRegistryHandle SafeWaitHandle",
    "Newtonsoft.Json": """
        Formatting JsonConvert JsonConverter JsonException JsonPropertyAttribute JsonReaderException JsonSerializer JsonSerializerSettings
        JsonTextReader JsonTextWriter NullValueHandling StringEscapeHandling
    """,
    "Newtonsoft.Json.Converters": "IsoDateTimeConverter StringEnumConverter",
    "Newtonsoft.Json.Linq": "JArray JContainer JObject JProperty JToken JTokenType JValue",
    "Newtonsoft.Json.Serialization": "CamelCasePropertyNamesContractResolver DefaultContractResolver",
    "System": """
        AccessViolationException Action Activator AggregateException AppContext AppDomain ApplicationException ArgumentException
        ArgumentNullException ArgumentOutOfRangeException ArithmeticException Array ArraySegment ArrayTypeMismatchException
        AssemblyLoadEventArgs AsyncCallback Attribute AttributeTargets AttributeUsageAttribute BadImageFormatException Base64FormattingOptions
        BitConverter Boolean Buffer Byte Byte[] CLSCompliantAttribute Char CharEnumerator Char[] Comparison Console ConsoleCancelEventArgs
        ConsoleCancelEventHandler ConsoleColor ConsoleKey ConsoleKeyInfo ConsoleModifiers ConsoleSpecialKey ContextBoundObject Convert
        Converter DBNull DateOnly DateTime DateTimeKind DateTimeOffset DayOfWeek Decimal Delegate DivideByZeroException DllNotFoundException
        Double DuplicateWaitObjectException EntryPointNotFoundException Enum Environment EnvironmentVariableTarget EventArgs EventHandler
        Exception ExecutionEngineException FieldAccessException FlagsAttribute FormatException FormattableString Func GC GCCollectionMode
        GCKind GCMemoryInfo GCNotificationStatus GenericUriParser Guid Half HashCode IAsyncDisposable IAsyncResult ICloneable IComparable
        IConvertible ICustomFormatter IDisposable IEquatable IFormatProvider IFormattable IObservable IObserver IProgress IServiceProvider
        ISpanFormattable Index IndexOutOfRangeException InsufficientExecutionStackException InsufficientMemoryException Int128 Int16 Int32
        Int32[] Int64 IntPtr InvalidCastException InvalidOperationException InvalidProgramException InvalidTimeZoneException Lazy
        LdapStyleUriParser LoaderOptimization LocalDataStoreSlot MTAThreadAttribute MarshalByRefObject Math MathF MemberAccessException Memory
        MethodAccessException MidpointRounding MissingFieldException MissingMemberException MissingMethodException ModuleHandle
        MulticastDelegate MulticastNotSupportedException NetPipeStyleUriParser NonSerializedAttribute NotFiniteNumberException
        NotImplementedException NotSupportedException NullReferenceException Nullable Object ObjectDisposedException Object[]
        ObsoleteAttribute OperatingSystem OperationCanceledException OutOfMemoryException OverflowException ParamArrayAttribute PlatformID
        PlatformNotSupportedException Predicate Progress Random Range RankException ReadOnlyMemory ReadOnlySpan ResolveEventArgs
        ResolveEventHandler RuntimeFieldHandle RuntimeMethodHandle RuntimeTypeHandle SByte STAThreadAttribute SerializableAttribute Single
        Span StackOverflowException String StringComparer StringComparison StringNormalizationExtensions StringSplitOptions String[]
        SystemException ThreadStaticAttribute TimeOnly TimeProvider TimeSpan TimeZone TimeZoneInfo TimeZoneNotFoundException TimeoutException
        Tuple TupleExtensions Type TypeAccessException TypeCode TypeInitializationException TypeLoadException TypeUnloadedException
        TypedReference UInt128 UInt16 UInt32 UInt64 UIntPtr UnauthorizedAccessException UnhandledExceptionEventArgs
        UnhandledExceptionEventHandler Uri UriBuilder UriComponents UriCreationOptions UriFormat UriFormatException UriHostNameType
        UriIdnScope UriKind UriParser UriPartial UriTemplate ValueTuple ValueType Version Void WeakReference
    """,
    "System.Buffers": "ArrayPool OperationStatus SearchValues",
    "System.Buffers.Binary": "BinaryPrimitives",
    "System.Buffers.Text": "Base64 Base64Url",
    "System.CodeDom.Compiler": """
        CodeDomProvider CompilerError CompilerErrorCollection CompilerParameters CompilerResults GeneratedCodeAttribute
    """,
    "System.Collections": """
        ArrayList BitArray CaseInsensitiveComparer CaseInsensitiveHashCodeProvider CollectionBase Comparer DictionaryBase DictionaryEntry
        Hashtable ICollection IComparer IDictionary IDictionaryEnumerator IEnumerable IEnumerator IEqualityComparer IHashCodeProvider IList
        IStructuralComparable IStructuralEquatable Queue ReadOnlyCollectionBase SortedList Stack StructuralComparisons
    """,
    "System.Collections.Concurrent": """
        BlockingCollection ConcurrentBag ConcurrentDictionary ConcurrentQueue ConcurrentStack IProducerConsumerCollection OrderablePartitioner
        Partitioner
    """,
    "System.Collections.Generic": """
        Comparer Dictionary EqualityComparer HashSet IAsyncEnumerable IAsyncEnumerator ICollection IComparer IDictionary IEnumerable
        IEnumerator IEqualityComparer IList IReadOnlyCollection IReadOnlyDictionary IReadOnlyList IReadOnlySet ISet KeyNotFoundException
        KeyValuePair LinkedList LinkedListNode List OrderedDictionary PriorityQueue Queue ReferenceEqualityComparer SortedDictionary
        SortedList SortedSet Stack SynchronizedCollection SynchronizedKeyedCollection SynchronizedReadOnlyCollection
    """,
    "System.Collections.Immutable": """
        IImmutableDictionary IImmutableList ImmutableArray ImmutableDictionary ImmutableHashSet ImmutableList ImmutableQueue
        ImmutableSortedDictionary ImmutableSortedSet ImmutableStack
    """,
    "System.Collections.ObjectModel": """
        Collection KeyedCollection ObservableCollection ReadOnlyCollection ReadOnlyDictionary ReadOnlyObservableCollection ReadOnlySet
    """,
    "System.Collections.Specialized": """
        BitVector32 CollectionsUtil HybridDictionary INotifyCollectionChanged IOrderedDictionary ListDictionary NameObjectCollectionBase
        NameValueCollection NotifyCollectionChangedAction NotifyCollectionChangedEventArgs NotifyCollectionChangedEventHandler
        OrderedDictionary StringCollection StringDictionary StringEnumerator
    """,
    "System.ComponentModel": """
        AsyncCompletedEventArgs AttributeCollection BackgroundWorker BindingList BrowsableAttribute CancelEventArgs CategoryAttribute
        Component Container DefaultValueAttribute DescriptionAttribute DisplayNameAttribute DoWorkEventArgs EditorBrowsableAttribute
        EditorBrowsableState EnumConverter EventDescriptor INotifyPropertyChanged INotifyPropertyChanging InvalidEnumArgumentException
        ListSortDirection ProgressChangedEventArgs PropertyChangedEventArgs PropertyChangedEventHandler PropertyDescriptor ReadOnlyAttribute
        RunWorkerCompletedEventArgs StringConverter TypeConverter TypeConverterAttribute TypeDescriptor WarningException Win32Exception
    """,
    "System.Configuration": "Configuration ConfigurationManager ConfigurationUserLevel ExeConfigurationFileMap",
    "System.Configuration.Assemblies": "AssemblyHashAlgorithm",
    "System.Data": """
        CommandBehavior CommandType ConnectionState Constraint DataColumn DataColumnCollection DataException DataRelation DataRow
        DataRowCollection DataRowState DataRowView DataSet DataTable DataTableCollection DataView DataViewRowState DbType IDataReader
        IDbCommand IDbConnection IsolationLevel ParameterDirection SqlDbType
    """,
    "System.Data.Common": """
        DbCommand DbConnection DbConnectionStringBuilder DbDataAdapter DbDataReader DbException DbParameter DbProviderFactories
        DbProviderFactory DbTransaction
    """,
    "System.Data.SqlClient": """
        SqlBulkCopy SqlBulkCopyOptions SqlCommand SqlCommandBuilder SqlConnection SqlConnectionStringBuilder SqlCredential SqlDataAdapter
        SqlDataReader SqlError SqlException SqlInfoMessageEventArgs SqlInfoMessageEventHandler SqlParameter SqlTransaction
    """,
    "System.Diagnostics": """
        Activity BooleanSwitch ConditionalAttribute ConsoleTraceListener DataReceivedEventArgs DataReceivedEventHandler Debug Debugger
        DebuggerBrowsableAttribute DebuggerDisplayAttribute DebuggerHiddenAttribute DebuggerStepThroughAttribute DefaultTraceListener
        DelimitedListTraceListener DiagnosticListener DiagnosticSource DistributedContextPropagator EntryWrittenEventArgs EventLog
        EventLogEntry EventLogEntryType EventTypeFilter FileVersionInfo PerformanceCounter PerformanceCounterCategory Process ProcessModule
        ProcessPriorityClass ProcessStartInfo ProcessThread ProcessWindowStyle SourceLevels SourceSwitch StackFrame StackTrace Stopwatch
        TextWriterTraceListener Trace TraceEventType TraceLevel TraceListener TraceOptions TraceSource TraceSwitch
    """,
    "System.Diagnostics.CodeAnalysis": """
        AllowNullAttribute DynamicallyAccessedMembersAttribute ExcludeFromCodeCoverageAttribute NotNullAttribute SuppressMessageAttribute
        UnconditionalSuppressMessageAttribute
    """,
    "System.Diagnostics.Eventing.Reader": """
        EventLogConfiguration EventLogException EventLogQuery EventLogReader EventLogSession EventRecord PathType
    """,
    "System.Drawing": "Color ColorTranslator KnownColor Point PointF Rectangle RectangleF Size SizeF SystemColors",
    "System.Dynamic": "DynamicObject ExpandoObject",
    "System.Globalization": """
        Calendar CalendarAlgorithmType CalendarWeekRule CharUnicodeInfo CompareInfo CompareOptions CultureInfo CultureNotFoundException
        CultureTypes DateTimeFormatInfo DateTimeStyles DaylightTime DigitShapes GregorianCalendar HebrewCalendar ISOWeek IdnMapping
        JapaneseCalendar JulianCalendar NumberFormatInfo NumberStyles PersianCalendar RegionInfo SortKey StringInfo TextElementEnumerator
        TextInfo TimeSpanStyles UnicodeCategory
    """,
    "System.IO": """
        BinaryReader BinaryWriter BufferedStream Directory DirectoryInfo DirectoryNotFoundException DriveInfo DriveNotFoundException DriveType
        EndOfStreamException EnumerationOptions ErrorEventArgs File FileAccess FileAttributes FileFormatException FileInfo FileLoadException
        FileMode FileNotFoundException FileOptions FileShare FileStream FileStreamOptions FileSystemEventArgs FileSystemEventHandler
        FileSystemInfo FileSystemWatcher HandleInheritability IOException InternalBufferOverflowException InvalidDataException MatchCasing
        MatchType MemoryStream NotifyFilters Path PathTooLongException RandomAccess RenamedEventArgs RenamedEventHandler SearchOption
        SeekOrigin Stream StreamReader StreamWriter StringReader StringWriter TextReader TextWriter UnixFileMode UnmanagedMemoryStream
        WaitForChangedResult WatcherChangeTypes
    """,
    "System.IO.Compression": """
        BrotliStream CompressionLevel CompressionMode DeflateStream GZipStream ZLibStream ZipArchive ZipArchiveEntry ZipArchiveMode ZipFile
        ZipFileExtensions
    """,
    "System.IO.Pipes": """
        AnonymousPipeClientStream AnonymousPipeServerStream NamedPipeClientStream NamedPipeServerStream PipeAccessRights PipeAccessRule
        PipeDirection PipeOptions PipeSecurity PipeStream PipeTransmissionMode
    """,
    "System.Linq": """
        Enumerable EnumerableQuery Grouping IGrouping ILookup IOrderedEnumerable IOrderedQueryable IQueryable Lookup ParallelEnumerable
        Queryable
    """,
    "System.Linq.Expressions": """
        BinaryExpression ConstantExpression Expression ExpressionType LambdaExpression MemberExpression ParameterExpression
    """,
    "System.Management.Automation": """
        ActionPreference ActionPreferenceStopException AliasAttribute AliasInfo AllowEmptyCollectionAttribute AllowEmptyStringAttribute
        AllowNullAttribute ApplicationFailedException ApplicationInfo ArgumentCompleterAttribute ArgumentCompleterFactoryAttribute
        ArgumentCompletionsAttribute ArgumentTransformationAttribute ArgumentTransformationMetadataException AuthorizationManager
        BreakException Breakpoint CallStackFrame Cmdlet CmdletAttribute CmdletBindingAttribute CmdletCommonMetadataAttribute CmdletInfo
        CmdletInvocationException CmdletProviderInvocationException CommandBreakpoint CommandCompletion CommandInfo
        CommandInvocationIntrinsics CommandLookupEventArgs CommandMetadata CommandNotFoundException CommandOrigin CommandParameterInfo
        CommandParameterSetInfo CommandTypes CompletionCompleters CompletionResult CompletionResultType ConfirmImpact ContinueException
        ConvertThroughString CopyContainers CredentialAttribute CustomControl DSCPropertyAttribute DSCResourceAttribute DataAddedEventArgs
        DebugModes DebugRecord Debugger DebuggerCommandResults DebuggerResumeAction DebuggerStopEventArgs DefaultParameterDictionary
        DisplayEntry DisplayEntryValueType DriveManagementIntrinsics DriveNotFoundException DscLocalConfigurationManagerAttribute
        DscPropertyAttribute DscResourceAttribute DscResourceInfo DscResourceRunAsCredential DynamicParameter EngineIntrinsics ErrorCategory
        ErrorCategoryInfo ErrorDetails ErrorRecord ErrorView EventManager ExitException ExperimentAction ExperimentalAttribute
        ExperimentalFeature ExtendedTypeDefinition ExtendedTypeSystemException ExternalScriptInfo FilterInfo FlowControlException ForEachFlags
        FormatViewDefinition FunctionInfo GetValueException GetValueInvocationException GettingValueExceptionEventArgs HaltCommandException
        HiddenAttribute HostInformationMessage HostUtilities IArgumentCompleter IArgumentCompleterFactory ICommandRuntime ICommandRuntime2
        IContainsErrorRecord IDynamicParameters IJobDebugger IModuleAssemblyCleanup IModuleAssemblyInitializer IResourceSupplier
        IValidateSetValuesGenerator IncompleteParseException InformationRecord InformationalRecord InvalidJobStateException
        InvalidPowerShellStateException InvocationInfo ItemNotFoundException Job Job2 JobDataAddedEventArgs JobDefinition JobFailedException
        JobInvocationInfo JobManager JobRepository JobSourceAdapter JobState JobStateEventArgs JobStateInfo JobThreadOptions
        LanguagePrimitives LineBreakpoint ListControl MetadataException MethodException MethodInvocationException ModuleAccessMode
        ModuleIntrinsics ModuleType NativeCommandException NativeCommandExitException OrderedHashtable OutputRendering
        OutputTypeAttribute PSAdaptedProperty PSAliasProperty PSArgumentException PSArgumentNullException PSArgumentOutOfRangeException
        PSChildJobProxy PSClassInfo PSClassMemberInfo PSCmdlet PSCodeMethod PSCodeProperty PSCommand PSControl PSCredential PSCredentialTypes
        PSCredentialUIOptions PSCustomObject PSDataCollection PSDefaultValueAttribute PSDriveInfo PSDynamicMember PSEngineEvent
        PSEvent PSEventArgs PSEventArgsCollection PSEventHandler PSEventJob PSEventManager PSEventReceivedEventArgs PSEventSubscriber
        PSEventUnsubscribedEventArgs PSInvalidCastException PSInvalidOperationException PSInvocationSettings PSInvocationState
        PSInvocationStateChangedEventArgs PSInvocationStateInfo PSJobProxy PSJobStartEventArgs PSLanguageMode PSListModifier PSMemberInfo
        PSMemberInfoCollection PSMemberSet PSMemberTypes PSMemberViewTypes PSMethod PSMethodInfo PSModuleInfo PSNotImplementedException
        PSNotSupportedException PSNoteProperty PSObject PSObjectDisposedException PSObjectPropertyDescriptor PSObjectTypeDescriptor
        PSParameterizedProperty PSParseError PSParser PSPrimitiveDictionary PSProperty PSPropertyAdapter PSPropertyInfo PSPropertySet
        PSReference PSScriptMethod PSScriptProperty PSSecurityException PSSerializer PSSnapInInfo PSSnapInSpecification PSStyle PSToken
        PSTokenType PSTraceSource PSTraceSourceOptions PSTransportOption PSTypeConverter PSTypeName PSTypeNameAttribute PSVariable
        PSVariableAttributeCollection PSVariableIntrinsics PSVariableProperty PSVersionHashTable PSVersionInfo PagingParameters
        ParameterAttribute ParameterBindingException ParameterMetadata ParameterSetMetadata ParentContainsErrorRecordException ParseException
        ParsingMetadataException PathInfo PathInfoStack PathIntrinsics PipelineClosedException PipelineDepthException PipelineStoppedException
        PowerShell PowerShellStreamType PowerShellUnsafeAssemblyLoad ProgressRecord ProgressRecordType ProgressView
        PropertyCmdletProviderIntrinsics PropertyNotFoundException ProviderInfo ProviderIntrinsics ProviderInvocationException
        ProviderNameAmbiguousException ProviderNotFoundException ProxyCommand ReadOnlyPSMemberInfoCollection RemoteCommandInfo RemoteException
        RemoteStreamOptions RemotingBehavior RemotingCapability Repository ResolutionPurpose RollbackSeverity RunspaceMode
        RuntimeDefinedParameter RuntimeDefinedParameterDictionary RuntimeException ScopedItemOptions ScopedItemSearcher ScriptBlock
        ScriptCallDepthException ScriptInfo ScriptRequiresException ScriptRequiresSyntaxException SecurityContext
        SecurityDescriptorCmdletProviderIntrinsics SemanticVersion SessionCapabilities SessionState SessionStateCategory
        SessionStateEntryVisibility SessionStateException SessionStateOverflowException SessionStateUnauthorizedAccessException
        SetValueException SetValueInvocationException SettingValueExceptionEventArgs ShouldProcessReason Signature SignatureStatus
        SignatureType SigningOption SplitOptions StartRunspaceDebugProcessingEventArgs StopUpstreamCommandsException
        SupportsWildcardsAttribute SwitchParameter TableControl TerminateException TransformingEventArgs TypeInferenceRuntimePermissions
        ValidateArgumentsAttribute ValidateCountAttribute ValidateDriveAttribute ValidateEnumeratedArgumentsAttribute ValidateLengthAttribute
        ValidateNotNullAttribute ValidateNotNullOrAttributeBase ValidateNotNullOrEmptyAttribute ValidateNotNullOrWhiteSpaceAttribute
        ValidatePatternAttribute ValidateRangeAttribute ValidateRangeKind ValidateScriptAttribute ValidateSetAttribute
        ValidateTrustedDataAttribute ValidateUserDriveAttribute ValidationMetadataException VariableAccessMode VariableBreakpoint VariablePath
        VerbInfo VerboseRecord VerbsCommon VerbsCommunications VerbsData VerbsDiagnostic VerbsLifecycle VerbsOther
        VerbsSecurity WarningRecord WideControl WildcardOptions WildcardPattern WildcardPatternException     """,
    "System.Management.Automation.Configuration": "ConfigScope",
    "System.Management.Automation.Host": """
        BufferCell BufferCellType ChoiceDescription ControlKeyStates Coordinates FieldDescription HostException
        IHostSupportsInteractiveSession IHostUISupportsMultipleChoiceSelection KeyInfo PSHost PSHostRawUserInterface PSHostUserInterface
        PromptingException ReadKeyOptions Rectangle Size
    """,
    "System.Management.Automation.Internal": """
        AlternateStreamData AutomationNull CommonParameters InternalTestHooks PSRemotingBaseCmdlet ShouldProcessParameters
        TransactionParameters
    """,
    "System.Management.Automation.Language": """
        ArrayExpressionAst ArrayLiteralAst ArrayTypeName AssignmentStatementAst Ast AstVisitAction AstVisitor AstVisitor2 AttributeAst
        AttributeBaseAst AttributedExpressionAst BinaryExpressionAst BlockStatementAst BreakStatementAst CatchClauseAst ChainableAst
        CodeGeneration CommandAst CommandBaseAst CommandElementAst CommandExpressionAst CommandParameterAst ConfigurationDefinitionAst
        ConstantExpressionAst ContinueStatementAst ConvertExpressionAst DataStatementAst DefaultCustomAstVisitor DefaultCustomAstVisitor2
        DoUntilStatementAst DoWhileStatementAst DynamicKeyword ErrorExpressionAst ErrorStatementAst ExitStatementAst
        ExpandableStringExpressionAst ExpressionAst FileRedirectionAst ForEachStatementAst ForStatementAst FunctionDefinitionAst
        FunctionMemberAst GenericTypeName HashtableAst IAstPostVisitHandler ICustomAstVisitor ICustomAstVisitor2 IScriptExtent IScriptPosition
        ISupportsAssignment ITypeName IfStatementAst IndexExpressionAst InvokeMemberExpressionAst LabeledStatementAst LoopStatementAst
        MemberAst MemberExpressionAst MergingRedirectionAst MethodAttributes NamedAttributeArgumentAst NamedBlockAst
        NoRunspaceAffinityAttribute NullString NumberToken ParamBlockAst ParameterAst ParameterToken ParenExpressionAst ParseError Parser
        PipelineAst PipelineBaseAst PipelineChainAst PropertyAttributes PropertyMemberAst RedirectionAst RedirectionStream ReturnStatementAst
        ScriptBlockAst ScriptBlockExpressionAst ScriptExtent ScriptPosition ScriptRequirements StatementAst StatementBlockAst
        StaticBindingError StaticBindingResult StaticParameterBinder StringConstantExpressionAst StringConstantType StringExpandableToken
        StringLiteralToken StringToken SubExpressionAst SwitchFlags SwitchStatementAst TernaryExpressionAst ThrowStatementAst Token TokenFlags
        TokenKind TokenTraits TrapStatementAst TryStatementAst TypeAttributes TypeConstraintAst TypeDefinitionAst TypeExpressionAst TypeName
        UnaryExpressionAst UsingExpressionAst UsingStatementAst UsingStatementKind VariableExpressionAst VariableToken WhileStatementAst
    """,
    "System.Management.Automation.Provider": "ProviderCapabilities",
    "System.Management.Automation.Remoting": "SessionType",
    "System.Management.Automation.Runspaces": """
        AuthenticationMechanism Command CommandCollection CommandParameter CommandParameterCollection ContainerConnectionInfo
        InitialSessionState NamedPipeConnectionInfo OutputBufferingMode PSSession PSThreadOptions Pipeline PipelineResultTypes PipelineState
        PropertySetData Runspace RunspaceAvailability RunspaceCapability RunspaceConnectionInfo RunspaceFactory RunspaceInvoke RunspacePool
        RunspacePoolState RunspaceState SSHConnectionInfo SessionStateAliasEntry SessionStateCmdletEntry SessionStateFunctionEntry
        SessionStateVariableEntry TypeData WSManConnectionInfo
    """,
    "System.Management.Automation.Subsystem": "ISubsystem SubsystemInfo SubsystemKind SubsystemManager",
    "System.Management.Automation.Subsystem.Feedback": "FeedbackContext FeedbackItem FeedbackTrigger IFeedbackProvider",
    "System.Management.Automation.Subsystem.Prediction": """
        CommandPrediction ICommandPredictor PredictionClient PredictionContext PredictiveSuggestion SuggestionPackage
    """,
    "System.Net": """
        AuthenticationManager AuthenticationSchemes Authorization Cookie CookieCollection CookieContainer CredentialCache DecompressionMethods
        Dns DnsEndPoint EndPoint FileWebRequest FtpStatusCode FtpWebRequest FtpWebResponse GlobalProxySelection HttpListener
        HttpListenerContext HttpListenerRequest HttpListenerResponse HttpRequestHeader HttpResponseHeader HttpStatusCode HttpVersion
        HttpWebRequest HttpWebResponse ICredentials IPAddress IPEndPoint IPHostEntry IPNetwork IWebProxy NetworkCredential
        ProtocolViolationException SecurityProtocolType ServicePoint ServicePointManager SocketAddress TransportContext WebClient WebException
        WebExceptionStatus WebHeaderCollection WebProxy WebRequest WebRequestMethods WebResponse WebUtility
    """,
    "System.Net.Http": """
        ByteArrayContent DelegatingHandler FormUrlEncodedContent HttpClient HttpClientHandler HttpCompletionOption HttpContent
        HttpMessageHandler HttpMessageInvoker HttpMethod HttpRequestError HttpRequestException HttpRequestMessage HttpResponseMessage
        MultipartContent MultipartFormDataContent SocketsHttpHandler StreamContent StringContent
    """,
    "System.Net.Http.Headers": """
        AuthenticationHeaderValue ContentDispositionHeaderValue HttpHeaders HttpRequestHeaders HttpResponseHeaders MediaTypeHeaderValue
        MediaTypeWithQualityHeaderValue NameValueHeaderValue ProductInfoHeaderValue
    """,
    "System.Net.Mail": """
        AlternateView Attachment AttachmentCollection DeliveryNotificationOptions LinkedResource MailAddress MailAddressCollection MailMessage
        MailPriority SmtpClient SmtpDeliveryMethod SmtpException SmtpFailedRecipientException SmtpStatusCode
    """,
    "System.Net.NetworkInformation": """
        IPGlobalProperties IPStatus NetworkInterface NetworkInterfaceType OperationalStatus PhysicalAddress Ping PingException PingOptions
        PingReply TcpConnectionInformation TcpState UnicastIPAddressInformation
    """,
    "System.Net.Security": """
        AuthenticatedStream EncryptionPolicy NegotiateStream RemoteCertificateValidationCallback SslPolicyErrors SslStream
    """,
    "System.Net.Sockets": """
        AddressFamily NetworkStream ProtocolType SelectMode Socket SocketAsyncEventArgs SocketError SocketException SocketFlags
        SocketOptionLevel SocketOptionName SocketShutdown SocketType TcpClient TcpListener UdpClient UdpReceiveResult
    """,
    "System.Net.WebSockets": """
        ClientWebSocket ClientWebSocketOptions WebSocket WebSocketCloseStatus WebSocketError WebSocketException WebSocketMessageType
        WebSocketReceiveResult WebSocketState
    """,
    "System.Numerics": "BigInteger Complex Matrix3x2 Matrix4x4 Plane Quaternion Vector Vector2 Vector3 Vector4",
    "System.Reflection": """
        AmbiguousMatchException Assembly AssemblyName AssemblyNameFlags BindingFlags CallingConventions ConstructorInfo CustomAttributeData
        DefaultMemberAttribute EventInfo FieldAttributes FieldInfo GenericParameterAttributes MemberInfo MemberTypes MethodAttributes
        MethodBase MethodImplAttributes MethodInfo Module ParameterInfo ParameterModifier ProcessorArchitecture PropertyAttributes
        PropertyInfo ReflectionContext ReflectionTypeLoadException TargetInvocationException TypeAttributes TypeInfo
    """,
    "System.Reflection.Emit": """
        AssemblyBuilder AssemblyBuilderAccess ConstructorBuilder CustomAttributeBuilder DynamicMethod EnumBuilder FieldBuilder ILGenerator
        LocalBuilder MethodBuilder ModuleBuilder OpCode OpCodes ParameterBuilder PropertyBuilder TypeBuilder
    """,
    "System.Resources": "MissingManifestResourceException ResourceManager ResourceReader ResourceWriter",
    "System.Runtime.CompilerServices": "CallSite CompilerGeneratedAttribute ExtensionAttribute RuntimeHelpers StrongBox Unsafe",
    "System.Runtime.InteropServices": """
        Architecture BStrWrapper COMException CallingConvention CharSet ComVisibleAttribute CustomQueryInterfaceMode DllImportAttribute
        ExternalException FieldOffsetAttribute GCHandle GCHandleType GuidAttribute HandleRef InAttribute LayoutKind Marshal MarshalAsAttribute
        NativeLibrary OSPlatform OutAttribute RuntimeEnvironment RuntimeInformation SafeHandle StructLayoutAttribute UnmanagedType
    """,
    "System.Runtime.Serialization": """
        DataContractAttribute DataContractSerializer DataMemberAttribute EnumMemberAttribute FormatterServices IFormatter ISerializable
        SerializationException SerializationInfo StreamingContext
    """,
    "System.Runtime.Serialization.Formatters.Binary": "BinaryFormatter",
    "System.Runtime.Serialization.Json": "DataContractJsonSerializer JsonReaderWriterFactory",
    "System.Security": """
        AllowPartiallyTrustedCallersAttribute SecureString SecurityCriticalAttribute SecurityElement SecurityException SecurityRuleSet
        SecurityRulesAttribute VerificationException
    """,
    "System.Security.AccessControl": """
        AccessControlActions AccessControlSections AccessControlType AccessRule AceFlags AceType AuditFlags AuditRule AuthorizationRule
        AuthorizationRuleCollection CommonAce CommonSecurityDescriptor ControlFlags DirectoryObjectSecurity DirectorySecurity DiscretionaryAcl
        FileSecurity FileSystemAccessRule FileSystemAuditRule FileSystemRights FileSystemSecurity GenericAce InheritanceFlags MutexAccessRule
        MutexRights MutexSecurity NativeObjectSecurity ObjectAccessRule ObjectSecurity PropagationFlags QualifiedAce RawAcl
        RawSecurityDescriptor RegistryAccessRule RegistryRights RegistrySecurity SystemAcl
    """,
    "System.Security.Authentication": """
        AuthenticationException CipherAlgorithmType ExchangeAlgorithmType HashAlgorithmType InvalidCredentialException SslProtocols
    """,
    "System.Security.Claims": "Claim ClaimTypes ClaimsIdentity ClaimsPrincipal",
    "System.Security.Cryptography": """
        Aes AesCng AesCryptoServiceProvider AesGcm AesManaged AsnEncodedData AsymmetricAlgorithm CipherMode CngAlgorithm CngKey CngProvider
        CryptoStream CryptoStreamMode CryptographicException CspParameters DES DSA DataProtectionScope ECCurve ECDiffieHellman ECDsa
        FromBase64Transform HMAC HMACMD5 HMACSHA1 HMACSHA256 HMACSHA384 HMACSHA512 HashAlgorithm HashAlgorithmName ICryptoTransform
        IncrementalHash KeySizes MD5 MD5CryptoServiceProvider Oid OidCollection PaddingMode ProtectedData RNGCryptoServiceProvider RSA RSACng
        RSACryptoServiceProvider RSAEncryptionPadding RSAParameters RSASignaturePadding RandomNumberGenerator Rfc2898DeriveBytes
        RijndaelManaged SHA1 SHA1CryptoServiceProvider SHA1Managed SHA256 SHA256CryptoServiceProvider SHA256Managed SHA384 SHA384Managed
        SHA512 SHA512Managed SymmetricAlgorithm ToBase64Transform TripleDES TripleDESCryptoServiceProvider
    """,
    "System.Security.Cryptography.Pkcs": "CmsRecipient CmsSigner ContentInfo EnvelopedCms SignedCms",
    "System.Security.Cryptography.X509Certificates": """
        CertificateRequest OpenFlags Pkcs12ExportPbeParameters RSACertificateExtensions StoreLocation StoreName SubjectAlternativeNameBuilder
        X500DistinguishedName X509BasicConstraintsExtension X509Certificate X509Certificate2 X509Certificate2Collection
        X509CertificateCollection X509Chain X509ChainPolicy X509ChainStatus X509ChainStatusFlags X509ContentType X509EnhancedKeyUsageExtension
        X509Extension X509FindType X509KeyStorageFlags X509KeyUsageExtension X509KeyUsageFlags X509NameType X509RevocationFlag
        X509RevocationMode X509Store X509SubjectKeyIdentifierExtension X509VerificationFlags
    """,
    "System.Security.Cryptography.Xml": "EncryptedXml SignedXml",
    "System.Security.Permissions": "SecurityAction",
    "System.Security.Principal": """
        GenericIdentity GenericPrincipal IIdentity IPrincipal IdentityNotMappedException IdentityReference NTAccount SecurityIdentifier
        TokenAccessLevels TokenImpersonationLevel WellKnownSidType WindowsAccountType WindowsBuiltInRole WindowsIdentity WindowsPrincipal
    """,
    "System.Text": """
        ASCIIEncoding CodePagesEncodingProvider CompositeFormat Decoder DecoderFallback Encoder EncoderFallback Encoding EncodingInfo
        EncodingProvider NormalizationForm Rune StringBuilder UTF32Encoding UTF7Encoding UTF8Encoding UnicodeEncoding
    """,
    "System.Text.Json": """
        JsonDocument JsonDocumentOptions JsonElement JsonException JsonNamingPolicy JsonProperty JsonSerializer JsonSerializerOptions
        JsonValueKind Utf8JsonReader Utf8JsonWriter
    """,
    "System.Text.Json.Nodes": "JsonArray JsonNode JsonObject JsonValue",
    "System.Text.Json.Serialization": "JsonConverter JsonIgnoreAttribute JsonPropertyNameAttribute",
    "System.Text.RegularExpressions": """
        Capture CaptureCollection Group GroupCollection Match MatchCollection MatchEvaluator Regex RegexMatchTimeoutException RegexOptions
        RegexParseError RegexParseException
    """,
    "System.Threading": """
        AbandonedMutexException ApartmentState AsyncLocal AutoResetEvent Barrier CancellationToken CancellationTokenRegistration
        CancellationTokenSource CountdownEvent EventResetMode EventWaitHandle Interlocked Lock LockRecursionPolicy ManualResetEvent
        ManualResetEventSlim Monitor Mutex ParameterizedThreadStart PeriodicTimer ReaderWriterLock ReaderWriterLockSlim Semaphore
        SemaphoreSlim SpinLock SpinWait SynchronizationContext Thread ThreadAbortException ThreadInterruptedException ThreadLocal ThreadPool
        ThreadPriority ThreadStart ThreadState Timeout Timer TimerCallback Volatile WaitCallback WaitHandle
    """,
    "System.Threading.Channels": "Channel",
    "System.Threading.Tasks": """
        ConfigureAwaitOptions Parallel ParallelLoopResult ParallelOptions Task TaskCanceledException TaskCompletionSource
        TaskContinuationOptions TaskCreationOptions TaskFactory TaskScheduler TaskStatus ValueTask
    """,
    "System.Timers": "ElapsedEventArgs ElapsedEventHandler Timer",
    "System.Transactions": "Transaction TransactionScope",
    "System.Web": "HttpUtility",
    "System.Xml": """
        ConformanceLevel DtdProcessing Formatting NameTable NewLineHandling WhitespaceHandling XmlAttribute XmlAttributeCollection
        XmlCDataSection XmlCharacterData XmlComment XmlConvert XmlDeclaration XmlDocument XmlDocumentFragment XmlDocumentType XmlElement
        XmlEntity XmlException XmlLinkedNode XmlNamedNodeMap XmlNamespaceManager XmlNode XmlNodeChangedEventArgs XmlNodeList XmlNodeReader
        XmlNodeType XmlParserContext XmlProcessingInstruction XmlReader XmlReaderSettings XmlResolver XmlSpace XmlText XmlTextReader
        XmlTextWriter XmlUrlResolver XmlWhitespace XmlWriter XmlWriterSettings
    """,
    "System.Xml.Linq": """
        Extensions LoadOptions ReaderOptions SaveOptions XAttribute XCData XComment XContainer XDeclaration XDocument XDocumentType XElement
        XName XNamespace XNode XObject XText
    """,
    "System.Xml.Schema": """
        Extensions ValidationEventArgs ValidationEventHandler XmlSchema XmlSchemaException XmlSchemaSet XmlSchemaValidationException
        XmlSchemaValidationFlags XmlSeverityType
    """,
    "System.Xml.Serialization": """
        XmlArrayAttribute XmlAttributeAttribute XmlElementAttribute XmlIgnoreAttribute XmlRootAttribute XmlSerializer XmlSerializerNamespaces
        XmlTypeAttribute
    """,
    "System.Xml.XPath": "Extensions XPathDocument XPathExpression XPathItem XPathNavigator XPathNodeIterator",
    "System.Xml.Xsl": "XslCompiledTransform XslTransform XsltArgumentList XsltSettings",
}

_ENUMERATIONS = """
Microsoft.PowerShell.Commands.BaseCsvWritingCommand+QuoteKind Microsoft.PowerShell.Commands.BreakpointType
Microsoft.PowerShell.Commands.DisplayHintType Microsoft.PowerShell.Commands.ExportAliasFormat Microsoft.PowerShell.Commands.JsonDateKind
Microsoft.PowerShell.Commands.Language Microsoft.PowerShell.Commands.OutputAssemblyType Microsoft.PowerShell.Commands.OutputModeOption
Microsoft.PowerShell.Commands.SessionFilterState Microsoft.PowerShell.Commands.TestPathType Microsoft.PowerShell.Commands.UpdateHelpScope
Microsoft.PowerShell.Commands.WebAuthenticationType Microsoft.PowerShell.Commands.WebRequestMethod
Microsoft.PowerShell.Commands.WebSslProtocol Microsoft.PowerShell.ExecutionPolicy Microsoft.PowerShell.ExecutionPolicyScope
Newtonsoft.Json.StringEscapeHandling System.AttributeTargets System.Base64FormattingOptions System.Buffers.OperationStatus
System.Configuration.Assemblies.AssemblyHashAlgorithm System.ConsoleColor System.ConsoleKey System.ConsoleModifiers System.DateTimeKind
System.DayOfWeek System.Diagnostics.ProcessPriorityClass System.Diagnostics.ProcessWindowStyle System.Diagnostics.TraceOptions
System.Environment+SpecialFolder System.Environment+SpecialFolderOption System.EnvironmentVariableTarget System.GCCollectionMode
System.GCKind System.GCNotificationStatus System.Globalization.CalendarAlgorithmType System.Globalization.CalendarWeekRule
System.Globalization.CompareOptions System.Globalization.CultureTypes System.Globalization.DateTimeStyles System.Globalization.DigitShapes
System.Globalization.NumberStyles System.Globalization.TimeSpanStyles System.Globalization.UnicodeCategory
System.IO.Compression.CompressionLevel System.IO.Compression.CompressionMode System.IO.Compression.ZipArchiveMode System.IO.DriveType
System.IO.FileAccess System.IO.FileAttributes System.IO.FileMode System.IO.FileOptions System.IO.FileShare System.IO.MatchCasing
System.IO.SearchOption System.IO.SeekOrigin System.IO.UnixFileMode System.Management.Automation.ActionPreference
System.Management.Automation.CommandOrigin System.Management.Automation.CommandTypes System.Management.Automation.CompletionResultType
System.Management.Automation.Configuration.ConfigScope System.Management.Automation.ConfirmImpact System.Management.Automation.ErrorCategory
System.Management.Automation.ErrorView System.Management.Automation.ExperimentAction System.Management.Automation.Host.ControlKeyStates
System.Management.Automation.Host.ReadKeyOptions System.Management.Automation.JobState
System.Management.Automation.Language.StringConstantType System.Management.Automation.Language.TokenFlags
System.Management.Automation.Language.TokenKind System.Management.Automation.ModuleAccessMode System.Management.Automation.ModuleType
System.Management.Automation.NativeArgumentPassingStyle System.Management.Automation.OutputRendering
System.Management.Automation.PSCredentialTypes System.Management.Automation.PSCredentialUIOptions
System.Management.Automation.PSLanguageMode System.Management.Automation.PSMemberTypes System.Management.Automation.PSMemberViewTypes
System.Management.Automation.PSTokenType System.Management.Automation.PSTraceSourceOptions System.Management.Automation.ProgressRecordType
System.Management.Automation.ProgressView System.Management.Automation.Provider.ProviderCapabilities
System.Management.Automation.Remoting.SessionType System.Management.Automation.RemotingCapability
System.Management.Automation.RollbackSeverity System.Management.Automation.RunspaceMode
System.Management.Automation.Runspaces.AuthenticationMechanism System.Management.Automation.Runspaces.OutputBufferingMode
System.Management.Automation.Runspaces.PSThreadOptions System.Management.Automation.Runspaces.PipelineResultTypes
System.Management.Automation.Runspaces.PipelineState System.Management.Automation.Runspaces.RunspaceAvailability
System.Management.Automation.Runspaces.RunspaceCapability System.Management.Automation.Runspaces.RunspaceState
System.Management.Automation.ScopedItemOptions System.Management.Automation.SessionCapabilities
System.Management.Automation.SessionStateCategory System.Management.Automation.SessionStateEntryVisibility
System.Management.Automation.ShouldProcessReason System.Management.Automation.SplitOptions
System.Management.Automation.Subsystem.SubsystemKind System.Management.Automation.ValidateRangeKind
System.Management.Automation.VariableAccessMode System.Management.Automation.WhereOperatorSelectionMode
System.Management.Automation.WildcardOptions System.MidpointRounding System.Net.Http.HttpRequestError System.Net.HttpStatusCode
System.Net.Mail.DeliveryNotificationOptions System.Net.Mail.MailPriority System.Net.SecurityProtocolType System.Net.Sockets.AddressFamily
System.Net.Sockets.SocketError System.Net.WebExceptionStatus System.PlatformID System.Reflection.BindingFlags
System.Reflection.CallingConventions System.Reflection.GenericParameterAttributes System.Reflection.MemberTypes
System.Reflection.MethodAttributes System.Reflection.MethodImplAttributes System.Reflection.ProcessorArchitecture
System.Reflection.PropertyAttributes System.Reflection.TypeAttributes System.Runtime.InteropServices.Architecture
System.Runtime.InteropServices.CustomQueryInterfaceMode System.Security.Cryptography.CipherMode
System.Security.Cryptography.X509Certificates.Pkcs12ExportPbeParameters System.Security.Cryptography.X509Certificates.X509ContentType
System.Security.Cryptography.X509Certificates.X509KeyStorageFlags System.Security.Cryptography.X509Certificates.X509NameType
System.Security.SecurityRuleSet System.StringComparison System.StringSplitOptions System.Text.NormalizationForm
System.Text.RegularExpressions.RegexOptions System.Text.RegularExpressions.RegexParseError System.Threading.ApartmentState
System.Threading.LazyThreadSafetyMode System.Threading.Tasks.ConfigureAwaitOptions System.Threading.Tasks.TaskContinuationOptions
System.Threading.Tasks.TaskCreationOptions System.Threading.Tasks.TaskStatus System.Threading.ThreadPriority System.Threading.ThreadState
System.TypeCode System.UriComponents System.UriFormat System.UriHostNameType System.UriKind System.UriPartial
System.Xml.XmlDateTimeSerializationMode System.Xml.XmlNodeType
"""

_CONSTANTS = {
    "System.Byte": "MaxValue MinValue",
    "System.Char": "MaxValue MinValue",
    "System.Double": "E Epsilon MaxValue MinValue NaN NegativeInfinity NegativeZero Pi PositiveInfinity Tau",
    "System.Int16": "MaxValue MinValue",
    "System.Int32": "MaxValue MinValue",
    "System.Int64": "MaxValue MinValue",
    "System.Management.Automation.ParameterAttribute": "AllParameterSets",
    "System.Math": "E PI Tau",
    "System.SByte": "MaxValue MinValue",
    "System.Single": "E Epsilon MaxValue MinValue NaN NegativeInfinity NegativeZero Pi PositiveInfinity Tau",
    "System.UInt16": "MaxValue MinValue",
    "System.UInt32": "MaxValue MinValue",
    "System.UInt64": "MaxValue MinValue",
}
"""Constant fields of types that are no enumerations."""

_SEALED = """
Microsoft.PowerShell.Commands.GenericMeasureInfo Microsoft.PowerShell.Commands.HttpResponseException
Microsoft.PowerShell.Commands.JsonObject Microsoft.PowerShell.Commands.MatchInfoContext Microsoft.PowerShell.Commands.TextMeasureInfo
System.Activator System.BitConverter System.Boolean System.Buffer System.Byte System.Char System.Collections.BitArray
System.Collections.Comparer System.Collections.DictionaryEntry System.Console System.Convert System.DBNull System.DateOnly System.DateTime
System.DateTimeOffset System.Decimal System.Diagnostics.ProcessStartInfo System.Double System.Environment System.GC
System.Globalization.CharUnicodeInfo System.Globalization.CompareInfo System.Globalization.DateTimeFormatInfo
System.Globalization.NumberFormatInfo System.Globalization.TextInfo System.Guid System.IO.Compression.ZipFile System.IO.Directory
System.IO.DirectoryInfo System.IO.DriveInfo System.IO.File System.IO.FileInfo System.IO.InvalidDataException System.IO.Path
System.IndexOutOfRangeException System.Int16 System.Int32 System.Int64 System.Management.Automation.AliasAttribute
System.Management.Automation.AllowNullAttribute System.Management.Automation.CallStackFrame System.Management.Automation.CommandMetadata
System.Management.Automation.Host.ChoiceDescription System.Management.Automation.Host.Coordinates System.Management.Automation.Host.Size
System.Management.Automation.Internal.AutomationNull System.Management.Automation.Language.CodeGeneration
System.Management.Automation.Language.Parser System.Management.Automation.LanguagePrimitives
System.Management.Automation.NativeCommandExitException System.Management.Automation.OrderedHashtable
System.Management.Automation.PSCredential System.Management.Automation.PSModuleInfo System.Management.Automation.PSPrimitiveDictionary
System.Management.Automation.PSSerializer System.Management.Automation.PSStyle System.Management.Automation.PSVariableIntrinsics
System.Management.Automation.PSVersionHashTable System.Management.Automation.ParameterAttribute
System.Management.Automation.ParameterMetadata System.Management.Automation.ParameterSetMetadata System.Management.Automation.PathInfo
System.Management.Automation.PathInfoStack System.Management.Automation.PathIntrinsics System.Management.Automation.PowerShell
System.Management.Automation.Runspaces.RunspaceFactory System.Management.Automation.SemanticVersion
System.Management.Automation.SessionState System.Management.Automation.SwitchParameter System.Management.Automation.ValidateCountAttribute
System.Management.Automation.ValidateLengthAttribute System.Management.Automation.ValidatePatternAttribute
System.Management.Automation.ValidateRangeAttribute System.Management.Automation.ValidateScriptAttribute
System.Management.Automation.ValidateSetAttribute System.Management.Automation.WildcardPattern System.Math System.Net.WebUtility
System.Nullable System.Numerics.BigInteger System.Reflection.AmbiguousMatchException System.Reflection.TargetInvocationException
System.Runtime.InteropServices.Marshal System.Runtime.InteropServices.OSPlatform System.Runtime.InteropServices.RuntimeInformation
System.SByte System.Security.SecureString System.Single System.StackOverflowException System.String
System.Text.RegularExpressions.RegexParseException System.Text.Rune System.Text.StringBuilder System.Threading.Mutex System.Threading.Thread
System.TimeOnly System.TimeSpan System.TimeZoneInfo System.TypeInitializationException System.UInt16 System.UInt32 System.UInt64
System.Version System.Void System.Web.HttpUtility System.Xml.XmlAttributeCollection
"""
"""Types that no class may derive from (structures among them)."""
